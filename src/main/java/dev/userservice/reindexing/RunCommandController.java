package dev.userservice.reindexing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.platform.Problem;
import dev.platform.Problem.Violation;
import dev.userservice.web.Caller;
import dev.userservice.web.RunIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets an admin steer a rebuild. What the state does not allow is refused with 409 and what it does allow. */
@RestController
@RequestMapping("/admin/reindex/{id}")
@SecurityRequirement(name = "token")
@ApiResponse(responseCode = "202", description = "It will be so", useReturnTypeSchema = true)
@ApiResponse(responseCode = "404", description = "No such run")
@ApiResponse(responseCode = "409", description = "Its state does not allow it; `allowed` tells what it does")
class RunCommandController {

    private final ReindexCommands commands;
    private final ReindexRuns runs;
    private final RunViews views;
    private final ReindexWorker worker;

    RunCommandController(ReindexCommands commands, ReindexRuns runs, RunViews views, ReindexWorker worker) {
        this.commands = commands;
        this.runs = runs;
        this.views = views;
        this.worker = worker;
    }

    @PostMapping("/pause")
    ResponseEntity<RunView> pause(@PathVariable String id, @RequestBody(required = false) @Nullable ObjectNode body) {
        new RunRequest(body).nothing();
        return done(commands.pause(find(id).id(), actor()));
    }

    @PostMapping("/resume")
    ResponseEntity<RunView> resume(@PathVariable String id, @RequestBody(required = false) @Nullable ObjectNode body) {
        new RunRequest(body).nothing();
        return done(commands.resume(find(id).id(), actor()));
    }

    @Operation(summary = "Ends a run that has not switched; the new index is deleted")
    @PostMapping("/cancel")
    ResponseEntity<RunView> cancel(@PathVariable String id, @RequestBody(required = false) @Nullable ObjectNode body) {
        new RunRequest(body).nothing();
        return done(commands.cancel(find(id).id(), actor()));
    }

    @Operation(
            summary = "Lets the new index answer searches",
            description =
                    "If its report says that it is worse, the body has to name it: `{\"confirm\": \"users-000002\"}`.")
    @PostMapping("/switch")
    ResponseEntity<RunView> switchOver(
            @PathVariable String id, @RequestBody(required = false) @Nullable ObjectNode body) {
        Optional<String> confirmed = new RunRequest(body).confirmation();
        ReindexRun run = find(id);
        run.lifecycle().check(RunAction.SWITCH);
        boolean asks = run.report() != null && !run.report().passed();
        boolean isNamed = confirmed.equals(Optional.of(run.newIndex()));
        if (asks && !isNamed) {
            throw Problem.of(HttpStatus.CONFLICT, "confirmation_needed", RunMessage.of(run));
        }
        if (confirmed.isPresent() && !isNamed) {
            throw Problem.invalidBody(List.of(
                    Violation.ofPointer("/confirm", "invalid_value", "is not the name of this run's new index")));
        }
        return done(commands.switchOver(run.id(), actor()));
    }

    @Operation(summary = "Lets the old index answer searches again, while it is kept")
    @PostMapping("/rollback")
    ResponseEntity<RunView> rollBack(
            @PathVariable String id, @RequestBody(required = false) @Nullable ObjectNode body) {
        new RunRequest(body).nothing();
        return done(commands.rollBack(find(id).id(), actor()));
    }

    @Operation(
            summary = "Limits how fast the new index is filled",
            description = "`{\"maxDocumentsPerSecond\": 500}`, or `null` to lift the limit.")
    @PostMapping("/throttle")
    ResponseEntity<RunView> throttle(
            @PathVariable String id, @RequestBody(required = false) @Nullable ObjectNode body) {
        ReindexRun run = find(id);
        return done(commands.throttle(run.id(), actor(), new RunRequest(body).limit()));
    }

    private ReindexRun find(String id) {
        return RunIds.find(id, runs::find);
    }

    private ResponseEntity<RunView> done(ReindexRun run) {
        worker.wake();
        return ResponseEntity.accepted().body(views.of(run));
    }

    private static String actor() {
        return String.valueOf(Caller.current().userId());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notAllowed(NotAllowedException e) {
        ErrorResponseException problem = Problem.of(HttpStatus.CONFLICT, "not_allowed", String.valueOf(e.getMessage()));
        problem.getBody().setProperty("state", e.state());
        problem.getBody().setProperty("allowed", e.allowed());
        return ResponseEntity.status(HttpStatus.CONFLICT).body(problem.getBody());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> lost(RunLostException e) {
        return ResponseEntity.status(HttpStatus.CONFLICT)
                .body(Problem.of(HttpStatus.CONFLICT, "reindex_running", "Another run is active")
                        .getBody());
    }
}
