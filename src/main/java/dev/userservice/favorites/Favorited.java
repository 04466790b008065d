package dev.userservice.favorites;

/**
 * Somebody became a favorite of one more person ({@code change} is 1) or of one less (-1). Published in the transaction
 * that does it; whoever counts should wait for its end.
 */
record Favorited(String userId, int change) {}
