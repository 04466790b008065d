package dev.userservice.sync;

import dev.platform.Parameters;
import dev.platform.Problem;
import dev.userservice.web.RunIds;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
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

    /** The latest runs, the latest first. */
    record RunViews(List<RunView> runs) {}

    @ApiResponse(
            responseCode = "202",
            description = "Begun; Location says where to watch it",
            useReturnTypeSchema = true)
    @ApiResponse(responseCode = "409", description = "Another run is not finished yet; `run` names it")
    @PostMapping("/sync-all-users")
    ResponseEntity<RunView> start(@Parameter(hidden = true) HttpServletRequest request) {
        Parameters.of(request, Map.of()).check();
        SyncRun run = runs.start().orElseThrow(this::inProgress);
        return accepted(run);
    }

    @GetMapping("/runs")
    RunViews latest() {
        return new RunViews(runs.latest(SHOWN).stream().map(RunView::of).toList());
    }

    @ApiResponse(responseCode = "200", description = "As far as it has come", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "No such run")
    @GetMapping("/runs/{id}")
    RunView run(@PathVariable String id) {
        return RunView.of(find(id));
    }

    @ApiResponse(responseCode = "200", description = "It does nothing more", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "No such run")
    @ApiResponse(responseCode = "409", description = "It is over already")
    @PostMapping("/runs/{id}/cancel")
    RunView cancel(@PathVariable String id) {
        SyncRun run = find(id);
        if (!runs.cancel(run.id())) {
            throw conflict(
                    "run_is_over",
                    "Run %d is %s".formatted(run.id(), run.state().wireName()),
                    run.id());
        }
        metrics.ended(RunState.CANCELLED);
        return RunView.of(find(id));
    }

    @Parameter(
            name = "confirmDeletes",
            in = ParameterIn.QUERY,
            description = "Needed when the run waits for a confirmation of its deletes",
            schema = @Schema(type = "boolean"))
    @ApiResponse(responseCode = "202", description = "It goes on from its checkpoint", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "No such run")
    @ApiResponse(responseCode = "409", description = "It cannot go on: not stopped, not the latest, or not confirmed")
    @PostMapping("/runs/{id}/resume")
    ResponseEntity<RunView> resume(@PathVariable String id, @Parameter(hidden = true) HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, Map.of());
        boolean confirmDeletes = parameters.flag("confirmDeletes").orElse(false);
        parameters.check();
        SyncRun run = find(id);
        if (!runs.resume(run.id(), confirmDeletes)) {
            throw refusedToResume(run, confirmDeletes);
        }
        return accepted(find(id));
    }

    private static ErrorResponseException refusedToResume(SyncRun run, boolean confirmDeletes) {
        if (run.state() == RunState.NEEDS_CONFIRMATION && !confirmDeletes) {
            return conflict("confirmation_needed", String.valueOf(run.error()), run.id());
        }
        return conflict(
                "not_resumable",
                "Run %d is %s; only the latest run can be resumed, if it failed or needs confirmation"
                        .formatted(run.id(), run.state().wireName()),
                run.id());
    }

    private ResponseEntity<RunView> accepted(SyncRun run) {
        worker.wake();
        return ResponseEntity.accepted()
                .location(URI.create("/sync/runs/" + run.id()))
                .body(RunView.of(run));
    }

    private SyncRun find(String id) {
        return RunIds.find(id, runs::find);
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
