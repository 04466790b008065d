package dev.userservice.sync;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How webhooks are taken. Delivery ids are kept longer than the retries of the Standard Webhooks ladder, which end
 * after 75 hours; the tolerance is the specification's. Hearing of no change for longer than {@code silence} degrades the
 * health, where somebody always changes. Two groups at once keep both Postgres and this service busy.
 */
@Validated
@ConfigurationProperties("user-service.webhooks")
record WebhookProperties(
        @NotBlank String secret,
        @DefaultValue("5m") Duration tolerance,
        @DefaultValue("256KB") DataSize maxBody,
        @DefaultValue("8d") Duration inboxRetention,
        @Positive @DefaultValue("2") int groupsAtOnce,
        @Positive @DefaultValue("100") int largestGroup,
        @Positive @DefaultValue("2000") int mostWaiting,
        @Nullable Duration silence) {

    @Override
    public String toString() {
        return "WebhookProperties[tolerance=%s, maxBody=%s, inboxRetention=%s, silence=%s]"
                .formatted(tolerance, maxBody, inboxRetention, silence);
    }
}
