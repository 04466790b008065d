package dev.userservice.validation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.platform.JsonBodies;
import dev.platform.Problem;
import dev.platform.Problem.Violation;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows what the latest check of the counters found, and has everything checked, and repaired, now. */
@RestController
@SecurityRequirement(name = "token")
class ValidationController {

    private final CounterChecks checks;

    ValidationController(CounterChecks checks) {
        this.checks = checks;
    }

    /** Whether a check is under way, and what the latest one found. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(boolean running, @Nullable Report report) {}

    @Operation(summary = "What the latest check of the counters found")
    @GetMapping("/admin/analytics/validation")
    Answer latest() {
        return new Answer(checks.isRunning(), checks.latest().orElse(null));
    }

    @Operation(
            summary = "Check the counters of everybody now",
            description =
                    "With `{\"repair\": true}` what is wrong is put right. Answers at once; GET tells the result.")
    @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "A check is under way")
    @PostMapping("/admin/analytics/validation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Answer check(@RequestBody(required = false) @Nullable ObjectNode body) {
        if (!checks.start(repair(body))) {
            throw Problem.of(HttpStatus.CONFLICT, "validation_running", "A check is under way; try again later");
        }
        return new Answer(true, checks.latest().orElse(null));
    }

    private static boolean repair(@Nullable ObjectNode body) {
        if (body == null) {
            return false;
        }
        List<Violation> violations = new ArrayList<>(JsonBodies.unknown(body, Set.of("repair")));
        if (body.hasNonNull("repair") && !body.path("repair").isBoolean()) {
            violations.add(Violation.ofPointer("/repair", "invalid_type", "must be true or false"));
        }
        if (!violations.isEmpty()) {
            throw Problem.invalidBody(violations);
        }
        return body.path("repair").asBoolean();
    }
}
