package dev.userservice.reindexing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.platform.Problem;
import dev.userservice.web.Caller;
import dev.userservice.web.RunIds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets an admin start a rebuild of the index and look at the latest ones. */
@RestController
@RequestMapping("/admin/reindex")
@SecurityRequirement(name = "token")
class ReindexController {

    private static final int SHOWN = 20;

    private final ReindexCommands commands;
    private final ReindexRuns runs;
    private final RunViews views;
    private final Planner planner;
    private final ReindexWorker worker;

    ReindexController(
            ReindexCommands commands, ReindexRuns runs, RunViews views, Planner planner, ReindexWorker worker) {
        this.commands = commands;
        this.runs = runs;
        this.views = views;
        this.planner = planner;
        this.worker = worker;
    }

    /** The latest runs, the latest first. */
    record Latest(List<RunView> runs) {}

    @Operation(
            summary = "Starts a rebuild",
            description =
                    "Fields of the body, all optional: `batchSize` (1000), `maxDocumentsPerSecond`, "
                            + "`pauseBeforeSwitch`, `keepOld` (`PT336H`), `force` (although the mapping file asks for no rebuild).")
    @ApiResponse(
            responseCode = "202",
            description = "Begun; Location says where to watch it",
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "409",
            description = "Another is active, there is nothing to do, or something forbids it")
    @PostMapping
    ResponseEntity<RunView> start(
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = RunOptions.class)))
                    @RequestBody(required = false)
                    @Nullable
                    ObjectNode body) {
        RunOptions options = new RunRequest(body).options();
        checkKey(key);
        ReindexRun run = known(key).orElseGet(() -> begin(options, key));
        worker.wake();
        return ResponseEntity.accepted()
                .location(URI.create("/admin/reindex/" + run.id()))
                .body(views.of(run));
    }

    private Optional<ReindexRun> known(@Nullable String key) {
        return Optional.ofNullable(key).flatMap(runs::byKey);
    }

    // the same request may have come twice at once, and the other one be first
    private ReindexRun begin(RunOptions options, @Nullable String key) {
        try {
            return order(options, key);
        } catch (ErrorResponseException e) {
            return known(key)
                    .orElseThrow(
                            () -> runs.active().map(ReindexController::running).orElse(e));
        }
    }

    private ReindexRun order(RunOptions options, @Nullable String key) {
        runs.active().ifPresent(active -> {
            throw running(active);
        });
        Plan plan = planner.plan();
        if (!plan.refusals().isEmpty()) {
            throw Problem.of(HttpStatus.CONFLICT, "reindex_refused", String.join("; ", plan.refusals()));
        }
        if (plan.change() != Plan.Need.REBUILD && !options.force()) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "nothing_to_do",
                    "The index is as the mapping file asks, or becomes so without a rebuild; \"force\" (--force of the command line) rebuilds it anyway");
        }
        String actor = String.valueOf(Caller.current().userId());
        return commands.start(new ReindexCommands.Order(options, plan, actor, key))
                .orElseThrow(() -> running(runs.latest(1).getFirst()));
    }

    private static void checkKey(@Nullable String key) {
        if (key != null && !key.matches("[\\x21-\\x7e]{1,200}")) {
            throw Problem.of(
                    HttpStatus.BAD_REQUEST, "invalid_header", "Idempotency-Key must be 1 to 200 visible characters");
        }
    }

    private static ErrorResponseException running(ReindexRun run) {
        ErrorResponseException problem =
                Problem.of(HttpStatus.CONFLICT, "reindex_running", "Run %d is not finished yet".formatted(run.id()));
        problem.getBody().setProperty("run", "/admin/reindex/" + run.id());
        return problem;
    }

    @GetMapping
    Latest latest() {
        return new Latest(runs.latest(SHOWN).stream().map(views::of).toList());
    }

    @ApiResponse(responseCode = "200", description = "As far as it has come", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "No such run")
    @GetMapping("/{id}")
    RunView run(@PathVariable String id) {
        return views.of(RunIds.find(id, runs::find));
    }
}
