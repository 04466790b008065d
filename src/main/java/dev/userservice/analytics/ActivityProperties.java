package dev.userservice.analytics;

import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How hourly activity is kept and carried to the index. A table keeps it for the {@code retention}, and up to a month more;
 * the index has the days for as long, and single hours for {@code hours}. A lease that ends early costs a second write of
 * the same documents. A write may be {@code onTheWay} to the index for so long: what it brings of a deleted user is removed
 * after that.
 */
@Validated
@ConfigurationProperties("user-service.analytics.activity")
record ActivityProperties(
        @DurationMin(days = 31) @DefaultValue("90d") Duration retention,
        @DefaultValue("3d") Duration hours,
        @DefaultValue("5s") Duration carryInterval,
        @Positive @DefaultValue("1000") int batchSize,
        @DefaultValue("60s") Duration lease,
        @DefaultValue("60s") Duration onTheWay) {}
