package dev.userservice.analytics;

import dev.platform.Parameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets a service read by itself what the feed would send it. */
@RestController
class ChangesController {

    // as many digits as a parameter may have
    private static final long MOST = 999_999_999_999_999L;

    private final CounterRows counters;

    ChangesController(CounterRows counters) {
        this.counters = counters;
    }

    /** Users in order of their latest changes. {@code nextAfter} is where to go on, now or later. */
    record Changes(List<Counters> users, long nextAfter) {}

    @SecurityRequirement(name = "token")
    @Operation(
            summary = "Counters that changed after a change, in order of changes",
            description =
                    "For services and admins. Go on with after = nextAfter; no users means that there are no newer "
                            + "changes yet. A user who changed again comes again, with a higher change; none is missed.")
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "nextAfter of the page before; 0 for everybody",
            schema = @Schema(type = "integer", format = "int64", minimum = "0", defaultValue = "0"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "500"))
    @GetMapping("/analytics/changes")
    Changes changes(@Parameter(hidden = true) HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, Map.of());
        long after = parameters.whole("after", 0, MOST).orElse(0);
        int limit = (int) parameters.whole("limit", 1, 1000).orElse(500);
        parameters.check();
        List<Counters> users = counters.changedAfter(after, limit);
        return new Changes(users, users.isEmpty() ? after : users.getLast().change());
    }
}
