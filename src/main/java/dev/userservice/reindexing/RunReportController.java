package dev.userservice.reindexing;

import dev.platform.Problem;
import dev.userservice.web.RunIds;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows an admin how a new index did in its rehearsal. */
@RestController
@SecurityRequirement(name = "token")
class RunReportController {

    private final ReindexRuns runs;
    private final Rehearsal rehearsal;

    RunReportController(ReindexRuns runs, Rehearsal rehearsal) {
        this.runs = runs;
        this.rehearsal = rehearsal;
    }

    @ApiResponse(responseCode = "200", description = "What was tried and found", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "No such run, or no report yet")
    @GetMapping("/admin/reindex/{id}/report")
    Report report(@PathVariable String id) {
        Report report = RunIds.find(id, runs::find).report();
        if (report == null) {
            throw Problem.of(HttpStatus.NOT_FOUND, "no_report", "There is no report yet");
        }
        return rehearsal.telling(report);
    }
}
