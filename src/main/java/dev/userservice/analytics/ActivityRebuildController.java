package dev.userservice.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.platform.Parameters;
import dev.platform.Problem;
import dev.userservice.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets an admin have the activity index built anew, as its mapping file is now, while the present one serves. */
@RestController
@RequestMapping("/admin/activity/rebuild")
@SecurityRequirement(name = "token")
class ActivityRebuildController {

    private final ActivityRebuilds rebuilds;

    ActivityRebuildController(ActivityRebuilds rebuilds) {
        this.rebuilds = rebuilds;
    }

    private enum State {
        RUNNING,
        COMPLETED,
        CANCELLED,
        FAILED;

        @JsonValue
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far one is: so many hours of activity are written of about so many. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            long id,
            State state,
            String index,
            @Nullable Long written,
            long total,
            @Nullable Integer percent,
            String startedBy,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String cancelledBy,
            @Nullable String failure) {

        static Answer of(ActivityRebuilds.Rebuild rebuild) {
            Long written = rebuild.finishedAt() == null ? rebuild.written() : null;
            return new Answer(
                    rebuild.id(),
                    state(rebuild),
                    rebuild.index(),
                    written,
                    rebuild.total(),
                    written == null ? null : percent(written, rebuild.total()),
                    rebuild.startedBy(),
                    rebuild.startedAt(),
                    rebuild.finishedAt(),
                    rebuild.cancelledBy(),
                    rebuild.failure());
        }

        private static State state(ActivityRebuilds.Rebuild rebuild) {
            if (rebuild.finishedAt() == null) {
                return State.RUNNING;
            }
            if (rebuild.failure() != null) {
                return State.FAILED;
            }
            return rebuild.cancelledBy() == null ? State.COMPLETED : State.CANCELLED;
        }

        // what changes meanwhile is written again
        private static int percent(long written, long total) {
            return total == 0 ? 100 : (int) Math.min(100, 100 * written / total);
        }
    }

    @Operation(
            summary = "Build the activity index anew",
            description =
                    "From Postgres, beside the present one, which serves until the new one holds everything; slowly while "
                            + "searches are slow. While one is under way no other is begun.")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Answer start(@Parameter(hidden = true) HttpServletRequest request) {
        Parameters.of(request, Map.of()).check();
        rebuilds.start(actor());
        return latest();
    }

    @Operation(summary = "How far building the activity index anew is")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "It was never built anew")
    @GetMapping
    Answer latest() {
        return rebuilds.latest()
                .map(Answer::of)
                .orElseThrow(() ->
                        Problem.of(HttpStatus.NOT_FOUND, "no_rebuild", "The activity index was never built anew"));
    }

    @Operation(summary = "Give up building the activity index anew; the present one stays")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "It was never built anew")
    @DeleteMapping
    Answer cancel(@Parameter(hidden = true) HttpServletRequest request) {
        Parameters.of(request, Map.of()).check();
        rebuilds.cancel(actor());
        return latest();
    }

    private static String actor() {
        return Objects.requireNonNull(Caller.current().userId());
    }
}
