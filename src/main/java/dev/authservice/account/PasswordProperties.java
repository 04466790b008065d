package dev.authservice.account;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How passwords are guarded. A hash takes about 60 ms with a strength of 10, twice that with each step. After
 * {@code freeFailures} wrong ones in a row nobody is heard for {@code firstLock}, then for twice as long each time.
 */
@Validated
@ConfigurationProperties("auth-service.passwords")
record PasswordProperties(
        @DefaultValue("10") @Min(4) @Max(16) int strength,
        @DefaultValue("5") @Positive int freeFailures,
        @DefaultValue("30s") Duration firstLock,
        @DefaultValue("15m") Duration longestLock,
        @DefaultValue("1d") Duration forgotten) {}
