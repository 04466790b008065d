package dev.userservice.favorites;

/** Somebody who might be recommended, and why. */
record Candidate(String userId, Reason reason) {}
