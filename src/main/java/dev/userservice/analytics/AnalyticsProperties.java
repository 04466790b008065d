package dev.userservice.analytics;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How people are counted. {@code flushInterval} is what a kill may lose, {@code appearancesInterval} of appearances in
 * searches; {@code maxWaitingUsers} bounds what waits in memory, at about 200 bytes each; {@code maxRecentViews} the views
 * remembered to tell a repeat, and those that wait, at about 100 bytes each.
 */
@Validated
@ConfigurationProperties("user-service.analytics")
record AnalyticsProperties(
        @DefaultValue("1s") Duration flushInterval,
        @DefaultValue("60s") Duration appearancesInterval,
        @DefaultValue("100000") @Positive int maxWaitingUsers,
        @DefaultValue("30m") Duration repeatWindow,
        @DefaultValue("200000") @Positive int maxRecentViews) {}
