package dev.userservice.reindexing;

import dev.platform.Parameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows an admin what a rebuild would change, before anything is done. */
@RestController
class PlanController {

    private final Planner planner;

    PlanController(Planner planner) {
        this.planner = planner;
    }

    @Operation(
            summary = "What the mapping file asks of the live index",
            description =
                    "Field by field: what can be changed in place, what needs a rebuild, what is left over; how long a rebuild takes (`estimateIncludesTrial`: with the trial of the new index, else filling it only), and what forbids it (`refusals`). Changes nothing.")
    @ApiResponse(responseCode = "200", description = "The plan as of now", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "503", description = "Elasticsearch is away, or no index answers searches yet")
    @SecurityRequirement(name = "token")
    @GetMapping("/admin/reindex/plan")
    Plan plan(@Parameter(hidden = true) HttpServletRequest request) {
        Parameters.of(request, Map.of()).check();
        return planner.plan();
    }
}
