package dev.userservice.indexing;

import jakarta.validation.constraints.Positive;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the queue is worked off. A worker that is woken lingers a moment, so that a burst becomes one bulk write. A lease
 * that ends early costs a second write of the same revision, one that ends late delays what a dead worker held. Polling
 * only backs up the wake-up after a commit, and finds what another instance left. Changes that wait longer than
 * {@code late} degrade the health. An index that serves no searches and takes no writes is given up after the
 * {@code patience} with it. A proof reads the digests of {@code proofPage} users at a time. Mappings come from the folder
 * {@code mappings}, or else from the class path.
 */
@Validated
@ConfigurationProperties("user-service.indexing")
record IndexingProperties(
        @Positive @DefaultValue("1000") int batchSize,
        @DefaultValue("15s") Duration lease,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("50ms") Duration linger,
        @DefaultValue("100ms") Duration firstRetryDelay,
        @DefaultValue("10s") Duration longestRetryDelay,
        @DefaultValue("10s") Duration drainOnStop,
        @DefaultValue("30s") Duration late,
        @DefaultValue("30s") Duration patience,
        @Positive @DefaultValue("20000") int proofPage,
        @Nullable Path mappings) {}
