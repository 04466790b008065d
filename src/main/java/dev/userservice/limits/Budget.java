package dev.userservice.limits;

/** How many requests a minute one caller has, by what we know of the caller; 0 is no limit. */
record Budget(long anonymous, long user, long admin) {

    long of(Standing standing) {
        return switch (standing) {
            case ANONYMOUS -> anonymous;
            case USER -> user;
            case ADMIN -> admin;
        };
    }
}
