package dev.userservice.reindexing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.platform.Parameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lets an admin have everybody written to the index once more, without a new index. */
@RestController
@RequestMapping("/admin/index/rewrite")
@SecurityRequirement(name = "token")
class RewriteController {

    private final Rewrites rewrites;

    RewriteController(Rewrites rewrites) {
        this.rewrites = rewrites;
    }

    /** Whether one was ever begun, is under way or over; so many {@code users} are queued, or written already. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record State(
            String state,
            long users,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {

        static State of(Rewrites.Rewrite rewrite) {
            return new State(
                    rewrite.finishedAt() == null ? "running" : "finished",
                    rewrite.users(),
                    rewrite.startedAt(),
                    rewrite.finishedAt());
        }
    }

    @Operation(
            summary = "Write everybody to the index once more",
            description =
                    "Fills fields that were added in place. Goes through the queue, at most 2,000 users a second. While one is under way, no other is begun.")
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    State start(@Parameter(hidden = true) HttpServletRequest request) {
        Parameters.of(request, Map.of()).check();
        rewrites.start();
        return state();
    }

    @Operation(summary = "How far writing everybody once more is")
    @GetMapping
    State state() {
        return rewrites.latest().map(State::of).orElseGet(() -> new State("never", 0, null, null));
    }
}
