package dev.userservice.validation;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often everything is checked, by whichever instance comes first, 0 for never; and how many users at once. An instance that does not
 * finish such a page within the {@code lease} is taken for dead.
 */
@Validated
@ConfigurationProperties("user-service.validation")
record ValidationProperties(
        @DefaultValue("1h") Duration interval,
        @DefaultValue("1000") @Positive int pageSize,
        @DefaultValue("60s") Duration lease) {

    boolean isOn() {
        return !interval.isZero();
    }
}
