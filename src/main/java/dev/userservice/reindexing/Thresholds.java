package dev.userservice.reindexing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What a new index may be worse by and still take over by itself. {@code differences} are documents; {@code lostGolden},
 * {@code lostResults} and {@code newZeroResults} are shares of what the old index finds. {@code overlap} is the share of
 * the first ten hits that must be the same on average: a mapping is changed to change some. Time counts only where the
 * new index takes {@code latencyRatio} times as long, and {@code latencyFloor} longer: twice nothing is nothing.
 */
@Validated
@ConfigurationProperties("user-service.reindexing.thresholds")
record Thresholds(
        @PositiveOrZero @DefaultValue("0") long differences,
        @Min(0) @Max(1) @DefaultValue("0.01") double lostGolden,
        @Min(0) @Max(1) @DefaultValue("0.8") double overlap,
        @Min(0) @Max(1) @DefaultValue("0.01") double lostResults,
        @Min(0) @Max(1) @DefaultValue("0.005") double newZeroResults,
        @PositiveOrZero @DefaultValue("1.5") double latencyRatio,
        @DefaultValue("5ms") Duration latencyFloor) {}
