package dev.userservice.user;

/** A user as the Auth Service has it: as it lists everybody, or as it tells of a change. */
public record ListedUser(UserProfile profile, SourceVersion version, double searchScore) {}
