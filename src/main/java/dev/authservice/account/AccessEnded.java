package dev.authservice.account;

import org.jspecify.annotations.Nullable;

/** Whoever uses this account has to log in again, if they may, but for one session. Published in the transaction that does it. */
public record AccessEnded(String accountId, @Nullable String exceptSessionId) {}
