package dev.userservice.reindexing;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the index is rebuilt. The lease is renewed while the work goes on, so its length is how long a run waits for a new
 * worker after a kill. A run fails when its index is missing or blocked for longer than the {@code patience} with it;
 * while Elasticsearch or Postgres are away it waits for ever. It slows down, but not below {@code slowest} documents a
 * second, while Elasticsearch's heap is fuller than {@code heap}, or searches take {@code latencyRatio} times as long as
 * before the run, of an instance that was warm then, and longer than {@code latencyFloor}.
 */
@Validated
@ConfigurationProperties("user-service.reindexing")
record ReindexingProperties(
        @DefaultValue("15s") Duration lease,
        @DefaultValue("1s") Duration pollInterval,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("30s") Duration stalledAfter,
        @Positive @DefaultValue("500") int slowest,

        @DecimalMin("0.1") @DecimalMax("1") @DefaultValue("0.85")
        double heap,

        @DecimalMin("1") @DefaultValue("2") double latencyRatio,
        @DefaultValue("25ms") Duration latencyFloor) {}
