package dev.userservice.analytics;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How scores are computed: a batch an {@code interval}, which bounds what it costs. Whoever something happens to has them
 * computed again after {@code rest}, everybody else after {@code quietRest}, so that they cool. A search score that moves
 * by less than the {@code threshold} stays as it is, and the document with it.
 */
@Validated
@ConfigurationProperties("user-service.analytics.scores")
record ScoreProperties(
        @DefaultValue("10s") Duration interval,
        @Positive @DefaultValue("500") int batchSize,
        @DefaultValue("5m") Duration rest,
        @DefaultValue("12h") Duration quietRest,
        @Positive @DecimalMax("1") @DefaultValue("0.02") double threshold) {}
