package dev.userservice.limits;

/** What is known of a caller, from little to much. */
enum Standing {
    ANONYMOUS,
    USER,
    ADMIN
}
