package dev.demo;

/** A person's name, and how it looks in an address or a handle. */
record Name(String first, String last, String latinFirst, String latinLast) {

    static Name of(String first, String last) {
        return new Name(first, last, Latin.of(first), Latin.of(last));
    }

    /** The same person, who signs in Latin letters. */
    Name inLatin() {
        return new Name(latinFirst, latinLast, latinFirst, latinLast);
    }
}
