package dev.userservice.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.platform.Parameters;
import dev.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the drift control has found, and passes over everybody on demand. */
@RestController
class DriftController {

    private static final int MOST_FINDINGS = 200;

    private final DriftRanges ranges;
    private final DriftPasses passes;
    private final DriftFindings findings;
    private final SourceComparison source;
    private final DriftProperties properties;

    DriftController(
            DriftRanges ranges,
            DriftPasses passes,
            DriftFindings findings,
            SourceComparison source,
            DriftProperties properties) {
        this.ranges = ranges;
        this.passes = passes;
        this.findings = findings;
        this.source = source;
        this.properties = properties;
    }

    /** A pass; {@code finishedAt} once everybody has been compared since it started. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Check(
            long id,
            String state,
            boolean repair,
            Instant startedAt,
            @Nullable Instant finishedAt,
            long users,
            long found) {

        static Check of(DriftPasses.Pass pass) {
            return new Check(
                    pass.id(),
                    pass.finishedAt() == null ? "running" : "finished",
                    pass.repair(),
                    pass.startedAt(),
                    pass.finishedAt(),
                    pass.users(),
                    pass.found());
        }
    }

    /** Every user has been compared since {@code everybodySince}; {@code open} differences are not gone yet. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Drift(
            Instant everybodySince,
            int usersPerSecond,
            long open,
            @Nullable Check lastCheck,
            SourceComparison.Result source,
            List<DriftFindings.Finding> findings) {}

    @Operation(
            summary = "Compare everybody now",
            description =
                    "Answers at once; GET /sync/drift tells how far it is. While one runs, no other is started: it is answered, or 409 if it runs with the other `repair`.")
    @Parameter(
            name = "repair",
            in = ParameterIn.QUERY,
            description = "Whether to repair what differs",
            schema = @Schema(type = "boolean", defaultValue = "true"))
    @SecurityRequirement(name = "token")
    @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "One runs with the other `repair`")
    @PostMapping("/sync/drift-check")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Check check(@Parameter(hidden = true) HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, Map.of());
        boolean repair = parameters.flag("repair").orElse(true);
        parameters.check();
        boolean isNew = passes.start(repair);
        DriftPasses.Pass pass = passes.last().orElseThrow();
        if (!isNew && pass.repair() != repair) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "check_in_progress",
                    "Check %d with repair=%s is not finished yet".formatted(pass.id(), pass.repair()));
        }
        return Check.of(pass);
    }

    @Operation(summary = "What the drift control has found and repaired")
    @SecurityRequirement(name = "token")
    @GetMapping("/sync/drift")
    Drift drift() {
        return new Drift(
                ranges.oldestVerified(),
                properties.rate(),
                findings.openFor(Duration.ZERO),
                passes.last().map(Check::of).orElse(null),
                source.last(),
                findings.latest(MOST_FINDINGS));
    }
}
