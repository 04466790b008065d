package dev.userservice.reindexing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much a new index is tried with: so many of the latest different {@code searches}, so many {@code users} of each
 * trait for the golden queries. It names so many {@code examples} of what is worse.
 */
@Validated
@ConfigurationProperties("user-service.reindexing.rehearsal")
record RehearsalProperties(
        @PositiveOrZero @Max(10_000) @DefaultValue("500") int searches,
        @PositiveOrZero @Max(1_000) @DefaultValue("50") int users,
        @PositiveOrZero @Max(1_000) @DefaultValue("20") int examples) {}
