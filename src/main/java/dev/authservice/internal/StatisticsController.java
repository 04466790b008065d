package dev.authservice.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.authservice.internal.UserStatistics.Counters;
import dev.authservice.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows users how often they are looked at, as far as this service was told. */
@RestController
class StatisticsController {

    private final UserStatistics statistics;

    StatisticsController(UserStatistics statistics) {
        this.statistics = statistics;
    }

    /** Somebody's counters and when they last changed; never, if nothing was told yet. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Statistics(
            long profileViews,
            long searchAppearances,
            @Nullable Instant changedAt) {

        static Statistics of(Counters counters) {
            return new Statistics(counters.profileViews(), counters.searchAppearances(), counters.changedAt());
        }
    }

    @SecurityRequirement(name = "token")
    @Operation(
            summary = "How often one's own profile is looked at and found",
            description = "As the User Service last told, a minute or so ago. Its insights tell more.")
    @GetMapping("/api/auth/users/statistics")
    Statistics statistics() {
        return statistics.of(Caller.current().accountId()).map(Statistics::of).orElse(new Statistics(0, 0, null));
    }
}
