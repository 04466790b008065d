package dev.authservice.delivery;

import dev.authservice.delivery.DeadLetters.DeadLetter;
import dev.platform.Parameters;
import dev.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows admins what the User Service has not been told, and lets them send again what was given up. */
@RestController
@RequestMapping("/api/auth/admin/deliveries")
@SecurityRequirement(name = "token")
class DeliveryController {

    private final DeadLetters outbox;
    private final Breaker breaker;

    DeliveryController(DeadLetters outbox, Breaker breaker) {
        this.outbox = outbox;
        this.breaker = breaker;
    }

    /** How deliveries go; {@code paused} is this instance's view of a User Service that takes nothing. */
    record Deliveries(long queued, @Nullable Instant oldestQueuedAt, double oldestSeconds, long dead, boolean paused) {}

    /** Some dead letters by user; {@code nextAfter} is where to go on, if there are more. */
    record Dead(List<DeadLetter> deadLetters, @Nullable String nextAfter) {}

    /** How many messages go out again. */
    record Requeued(int requeued) {}

    @Operation(summary = "What waits to be told to the User Service", description = "For admins.")
    @GetMapping
    Deliveries deliveries() {
        Backlog backlog = outbox.backlog();
        return new Deliveries(
                backlog.queued(), backlog.oldestQueuedAt(), backlog.oldestSeconds(), backlog.dead(), breaker.isOpen());
    }

    @Operation(
            summary = "What was given up, and why",
            description = "For admins. Messages are told by user and version; what is in them is not kept.")
    @Parameter(
            name = "after",
            in = ParameterIn.QUERY,
            description = "nextAfter of the page before",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
    @GetMapping("/dead")
    Dead dead(@Parameter(hidden = true) HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, Map.of());
        String after = parameters.text("after", 128, 20);
        int limit = (int) parameters.whole("limit", 1, 200).orElse(50);
        parameters.check();
        List<DeadLetter> letters = outbox.after(after, limit + 1);
        boolean more = letters.size() > limit;
        List<DeadLetter> shown = more ? letters.subList(0, limit) : letters;
        return new Dead(shown, more ? shown.getLast().userId() : null);
    }

    @Operation(summary = "Sends one dead letter again, under its id", description = "For admins.")
    @ApiResponse(responseCode = "200", description = "It goes out again", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "No such dead letter")
    @PostMapping("/dead/{id}/requeue")
    Requeued requeue(@PathVariable String id) {
        if (!outbox.requeue(id)) {
            throw Problem.of(HttpStatus.NOT_FOUND, "unknown_delivery", "There is no such dead letter");
        }
        return new Requeued(1);
    }

    @Operation(summary = "Sends all dead letters again, under their ids", description = "For admins.")
    @PostMapping("/dead/requeue")
    Requeued requeueAll() {
        return new Requeued(outbox.requeueAll());
    }
}
