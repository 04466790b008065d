package dev.userservice.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a change stands in the Auth Service's order: its version number where both sides have one, else the time it
 * was made. When we received it never counts.
 */
public record SourceVersion(@Nullable Long number, Instant time) {}
