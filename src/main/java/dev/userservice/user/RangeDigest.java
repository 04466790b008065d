package dev.userservice.user;

/**
 * What two sides compare instead of a range of users: how many there are, and the sums of the two halves of their
 * digests. Halves of 24 bits, because Elasticsearch sums in doubles, which are exact to 53 bits: for half a billion users.
 */
public record RangeDigest(long users, long high, long low) {

    /** Of this range and the other together. */
    public RangeDigest plus(RangeDigest other) {
        return new RangeDigest(users + other.users, high + other.high, low + other.low);
    }

    /** The upper half of a user's digest. */
    public static long high(long digest) {
        return digest >> 24;
    }

    /** The lower half of a user's digest. */
    public static long low(long digest) {
        return digest & 0xFFFFFF;
    }
}
