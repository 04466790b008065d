package dev.userservice.insights;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.platform.Parameters;
import dev.platform.RequestId;
import dev.userservice.analytics.Retention;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows users how often they were looked at, step by step, and compared to the time before. */
@RestController
class ProfileViewsController {

    private static final Map<String, String> ALIASES = Map.of("timeframe", "window");

    private final Owner owner;
    private final ViewRows rows;
    private final Retention retention;
    private final InstantSource clock;

    ProfileViewsController(Owner owner, ViewRows rows, Retention retention, InstantSource clock) {
        this.owner = owner;
        this.rows = rows;
        this.retention = retention;
        this.clock = clock;
    }

    /** One hour or day. */
    record Step(Instant at, @JsonUnwrapped Views views) {}

    /** By how many percent each has grown; left out where there was nothing before. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Change(
            @Nullable Long views,
            @Nullable Long uniqueViewers,
            @Nullable Long appearances) {

        static Change of(Views now, Views former) {
            return new Change(
                    percent(now.views(), former.views()),
                    percent(now.uniqueViewers(), former.uniqueViewers()),
                    percent(now.appearances(), former.appearances()));
        }

        private static @Nullable Long percent(long now, long former) {
            return former == 0 ? null : Math.round(100.0 * now / former) - 100;
        }
    }

    /** The window, the sums of it and of the one before, and every step of it that is kept, also those without anything. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String userId,
            String window,
            String grain,
            Instant from,
            Instant asOf,
            Views total,
            @Nullable Views formerTotal,
            @Nullable Change changePercent,
            List<Step> series,
            String requestId) {}

    @SecurityRequirement(name = "token")
    @Operation(
            summary = "How often somebody was looked at",
            description = "For the user and admins. uniqueViewers are those of each day, added up.")
    @Parameter(
            name = "window",
            in = ParameterIn.QUERY,
            description = "24h by the hour, the others by the day (UTC). Alias: timeframe",
            schema =
                    @Schema(
                            type = "string",
                            defaultValue = "30d",
                            allowableValues = {"24h", "7d", "30d", "90d"}))
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "403", description = "It is somebody else")
    @ApiResponse(responseCode = "404", description = "There is no such user; for admins")
    @GetMapping("/analytics/profile-views/{id}")
    Answer views(@PathVariable String id, @Parameter(hidden = true) HttpServletRequest request) {
        String userId = owner.user(id).id();
        Parameters parameters = Parameters.of(request, ALIASES);
        ViewWindow window = parameters
                .choice("window", ViewWindow.words())
                .map(ViewWindow::of)
                .orElse(ViewWindow.MONTH);
        parameters.check();
        return answer(userId, window);
    }

    private Answer answer(String userId, ViewWindow window) {
        Instant now = clock.instant();
        Instant keptSince = retention.keptSince(now);
        boolean isCompared = window.isCompared(now, keptSince);
        List<Instant> starts = window.starts(now, keptSince);
        Instant from = starts.getFirst();
        Map<Instant, Views> counted = rows.since(userId, isCompared ? window.formerFrom(now) : from, window.step());
        List<Step> series = starts.stream()
                .map(start -> new Step(start, counted.getOrDefault(start, Views.NONE)))
                .toList();
        Views total = series.stream().map(Step::views).reduce(Views.NONE, Views::plus);
        Views former = counted.entrySet().stream()
                .filter(step -> step.getKey().isBefore(from))
                .map(Map.Entry::getValue)
                .reduce(Views.NONE, Views::plus);
        return new Answer(
                userId,
                window.word(),
                window.grain(),
                from,
                now,
                total,
                isCompared ? former : null,
                isCompared ? Change.of(total, former) : null,
                series,
                RequestId.current());
    }
}
