package dev.userservice.sync;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.userservice.web.Parameters;
import dev.userservice.web.Problem;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets an admin start full reads of the Auth Service's users, watch, cancel and resume them. */
@RestController
@RequestMapping("/sync")
@SecurityRequirement(name = "token")
class SyncRunController {

    private static final int SHOWN = 20;

    private final SyncRuns runs;
    private final PullWorker worker;
    private final PullMetrics metrics;

    SyncRunController(SyncRuns runs, PullWorker worker, PullMetrics metrics) {
        this.runs = runs;
        this.worker = worker;
        this.metrics = metrics;
    }

    /** A run as it is told of; {@code etaSeconds} only if the Auth Service says how many users there are. */
    record View(
            long id,
            RunState state,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable Long total,
            long read,
            long changed,
            long unchanged,
            long stale,
            long invalid,
            long missing,
            long deleted,
            @Nullable Double usersPerSecond,
            @Nullable Long etaSeconds,
            String checkpoint,
            @Nullable String error,
            @Nullable Instant nextAttemptAt,

            @JsonRawValue @Schema(type = "array", example = "[{\"userId\": \"u1\", \"fields\": [\"/bio\"]}]")
            String invalidUsers) {

        static View of(SyncRun run) {
            return new View(
                    run.id(),
                    run.state(),
                    run.startedAt(),
                    run.finishedAt(),
                    run.total(),
                    run.read(),
                    run.changed(),
                    run.unchanged(),
                    run.stale(),
                    run.invalid(),
                    run.missing(),
                    run.deleted(),
                    run.usersPerSecond(),
                    etaSeconds(run),
                    run.checkpoint(),
                    run.error(),
                    run.state() == RunState.WAITING ? run.availableAt() : null,
                    run.invalidUsers());
        }

        private static @Nullable Long etaSeconds(SyncRun run) {
            if (run.state() != RunState.RUNNING
                    || run.total() == null
                    || run.usersPerSecond() == null
                    || run.listed()) {
                return null;
            }
            return Math.round(Math.max(0, run.total() - run.read()) / Math.max(0.001, run.usersPerSecond()));
        }
    }

    /** The latest runs, the latest first. */
    record Views(List<View> runs) {}

    @ApiResponse(
            responseCode = "202",
            description = "Begun; Location says where to watch it",
            useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "Another run is not finished yet; `run` names it")
    @PostMapping("/sync-all-users")
    ResponseEntity<View> start() {
        SyncRun run = runs.start().orElseThrow(this::inProgress);
        return accepted(run);
    }

    @GetMapping("/runs")
    Views latest() {
        return new Views(runs.latest(SHOWN).stream().map(View::of).toList());
    }

    @ApiResponse(responseCode = "200", description = "As far as it has come", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "No such run")
    @GetMapping("/runs/{id}")
    View run(@PathVariable long id) {
        return View.of(find(id));
    }

    @ApiResponse(responseCode = "200", description = "It does nothing more", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "It is over already")
    @PostMapping("/runs/{id}/cancel")
    View cancel(@PathVariable long id) {
        SyncRun run = find(id);
        if (!runs.cancel(id)) {
            throw conflict(
                    "run_is_over", "Run %d is %s".formatted(id, run.state().wireName()), id);
        }
        metrics.ended(RunState.CANCELLED);
        return View.of(find(id));
    }

    @Parameter(
            name = "confirmDeletes",
            in = ParameterIn.QUERY,
            description = "Needed when the run waits for a confirmation of its deletes",
            schema = @Schema(type = "boolean"))
    @ApiResponse(responseCode = "202", description = "It goes on from its checkpoint", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "It cannot go on: not stopped, not the latest, or not confirmed")
    @PostMapping("/runs/{id}/resume")
    ResponseEntity<View> resume(@PathVariable long id, @Parameter(hidden = true) HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, Map.of());
        boolean confirmDeletes = parameters.flag("confirmDeletes").orElse(false);
        parameters.check();
        SyncRun run = find(id);
        if (!runs.resume(id, confirmDeletes)) {
            throw refusedToResume(run, confirmDeletes);
        }
        return accepted(find(id));
    }

    private static ErrorResponseException refusedToResume(SyncRun run, boolean confirmDeletes) {
        if (run.state() == RunState.NEEDS_CONFIRMATION && !confirmDeletes) {
            return conflict("confirmation_needed", String.valueOf(run.error()), run.id());
        }
        return conflict("not_resumable", "Only the latest run can be resumed, and only if it has stopped", run.id());
    }

    private ResponseEntity<View> accepted(SyncRun run) {
        worker.wake();
        return ResponseEntity.accepted()
                .location(URI.create("/sync/runs/" + run.id()))
                .body(View.of(run));
    }

    private SyncRun find(long id) {
        return runs.find(id)
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown_run", "There is no run " + id));
    }

    private ErrorResponseException inProgress() {
        long id = runs.latest(1).getFirst().id();
        return conflict("run_in_progress", "Run %d is not finished yet".formatted(id), id);
    }

    private static ErrorResponseException conflict(String code, String detail, long id) {
        ErrorResponseException problem = Problem.of(HttpStatus.CONFLICT, code, detail);
        problem.getBody().setProperty("run", "/sync/runs/" + id);
        return problem;
    }
}
