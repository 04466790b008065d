package dev.userservice.user;

/** The point in the order of all changes at which a user was last changed. */
public record Revision(String userId, long number) {}
