package dev.userservice.sync;

import dev.platform.Parameters;
import dev.platform.Problem;
import dev.userservice.indexing.Difference;
import dev.userservice.indexing.IndexQueue;
import dev.userservice.indexing.Proof;
import dev.userservice.user.IdRange;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers whether cache and index are identical, one proof at a time. */
@RestController
class ProofController {

    private final Proof proof;
    private final IndexQueue queue;
    private final InstantSource clock;
    private final Semaphore running = new Semaphore(1);

    ProofController(Proof proof, IndexQueue queue, InstantSource clock) {
        this.proof = proof;
        this.queue = queue;
        this.clock = clock;
    }

    /** Whether the two differ, apart from changes on their way. */
    private enum Verdict {
        IDENTICAL,
        DIFFERENT
    }

    /** A difference as an admin reads it. */
    record Differing(String userId, Difference.Kind kind) {}

    /** A range that differs: users on each side, and who differs. */
    record DifferingRange(IdRange range, long cache, long index, List<Differing> differences) {

        static DifferingRange of(Proof.Range found) {
            return new DifferingRange(
                    found.range(),
                    found.cache(),
                    found.index(),
                    found.differences().stream()
                            .map(difference -> new Differing(difference.userId(), difference.kind()))
                            .sorted(Comparator.comparing(Differing::userId))
                            .toList());
        }
    }

    /** {@code waiting} users are on their way to the index and no difference; {@code complete} unless cut short. */
    record Answer(
            String verdict,
            boolean deep,
            Instant asOf,
            Map<String, Long> users,
            long waiting,
            long differences,
            boolean complete,
            List<DifferingRange> ranges,
            int comparisons,
            long tookMs) {}

    @Operation(
            summary = "Prove that cache and index are identical, or list where they differ",
            description =
                    "By digests; with deep=true by all content, which takes ten seconds or more for 100,000 users")
    @Parameter(name = "deep", in = ParameterIn.QUERY, schema = @Schema(type = "boolean", defaultValue = "false"))
    @SecurityRequirement(name = "token")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "Another proof is being made")
    @GetMapping("/sync/proof")
    Answer proof(@Parameter(hidden = true) HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, Map.of());
        boolean deep = parameters.flag("deep").orElse(false);
        parameters.check();
        if (!running.tryAcquire()) {
            throw Problem.of(HttpStatus.CONFLICT, "proof_running", "Another proof is being made; try again later");
        }
        try {
            return proof(deep);
        } finally {
            running.release();
        }
    }

    private Answer proof(boolean deep) {
        Instant start = clock.instant();
        Proof.Findings found = deep ? proof.byContent() : proof.byDigest();
        return new Answer(
                (found.differences() == 0 ? Verdict.IDENTICAL : Verdict.DIFFERENT)
                        .name()
                        .toLowerCase(Locale.ROOT),
                deep,
                start,
                Map.of("cache", found.cache(), "index", found.index()),
                queue.backlog().depth(),
                found.differences(),
                found.complete(),
                found.ranges().stream().map(DifferingRange::of).toList(),
                found.comparisons(),
                Duration.between(start, clock.instant()).toMillis());
    }
}
