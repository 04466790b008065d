package dev.userservice.user;

/** A user as the Auth Service has it at the moment it is asked. */
public record ListedUser(UserProfile profile, SourceVersion version, double searchScore) {}
