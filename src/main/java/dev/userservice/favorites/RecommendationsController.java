package dev.userservice.favorites;

import dev.platform.Parameters;
import dev.userservice.web.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Recommends people to whoever asks, and keeps in mind whom they do not want to see again. */
@RestController
@SecurityRequirement(name = "token")
class RecommendationsController {

    private final Recommendations recommendations;
    private final Dismissals dismissals;
    private final MeterRegistry meters;

    RecommendationsController(Recommendations recommendations, Dismissals dismissals, MeterRegistry meters) {
        this.recommendations = recommendations;
        this.dismissals = dismissals;
        this.meters = meters;
    }

    @Operation(
            summary = "People the caller may like, each with the reason",
            description = "By the caller's favorites; whoever has none gets the most prominent of each niche.")
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Alias: size",
            schema = @Schema(type = "integer", minimum = "1", maximum = "50", defaultValue = "20"))
    @GetMapping("/recommendations")
    Recommendations.Found recommend(@Parameter(hidden = true) HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, Map.of("size", "limit"));
        int limit = (int) parameters.whole("limit", 1, 50).orElse(20);
        parameters.check();
        Recommendations.Found found = recommendations.of(Caller.current().signedIn(), limit);
        found.recommendations().forEach(this::count);
        return found;
    }

    private void count(Recommendations.Recommended recommended) {
        meters.counter(
                        "user_service.recommendations",
                        "reason",
                        recommended.reason().code())
                .increment();
    }

    @Operation(summary = "Do not recommend this user to the caller any more")
    @ApiResponse(responseCode = "204", description = "Noted, whether it was before or not")
    @ApiResponse(responseCode = "403", description = "The account of this token was deleted")
    @ApiResponse(responseCode = "404", description = "There is no such user, or not for the public")
    @ApiResponse(responseCode = "409", description = "It is the caller")
    @PutMapping("/recommendations/dismissed/{userId}")
    ResponseEntity<Void> dismiss(@PathVariable String userId, @Parameter(hidden = true) HttpServletRequest request) {
        Parameters.of(request, Map.of()).check();
        dismissals.add(Caller.current().signedIn(), userId);
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Recommend this user to the caller again")
    @ApiResponse(responseCode = "204", description = "Noted, whether it was dismissed or not")
    @DeleteMapping("/recommendations/dismissed/{userId}")
    ResponseEntity<Void> allow(@PathVariable String userId, @Parameter(hidden = true) HttpServletRequest request) {
        Parameters.of(request, Map.of()).check();
        dismissals.remove(Caller.current().signedIn(), userId);
        return ResponseEntity.noContent().build();
    }
}
