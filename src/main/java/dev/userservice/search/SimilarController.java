package dev.userservice.search;

import dev.platform.Parameters;
import dev.platform.Problem;
import dev.platform.RequestId;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.indexing.IndexFreshness;
import dev.userservice.user.CachedUser;
import dev.userservice.user.PublicUser;
import dev.userservice.user.Users;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows influencers like a given one, and says what they have in common. */
@RestController
class SimilarController {

    private final Users users;
    private final SimilarUsers similar;
    private final IndexFreshness freshness;

    SimilarController(Users users, SimilarUsers similar, IndexFreshness freshness) {
        this.users = users;
        this.similar = similar;
        this.freshness = freshness;
    }

    record Similar(List<SimilarUsers.Hit> hits, Instant asOf, String requestId) {}

    @Operation(summary = "Find influencers like this one, with the reasons", operationId = "similarInfluencers")
    @Parameter(
            name = "size",
            in = ParameterIn.QUERY,
            description = "Alias: limit",
            schema = @Schema(type = "integer", minimum = "1", maximum = "50", defaultValue = "10"))
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "There is no such influencer, or not for the public")
    @GetMapping("/search/influencers/{id}/similar")
    Similar similar(@PathVariable String id, @Parameter(hidden = true) HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, SearchQuery.ALIASES);
        int size = (int) parameters.whole("size", 1, 50).orElse(10);
        parameters.check();
        PublicUser model = users.findVisible(id)
                .map(CachedUser.Live::profile)
                .map(PublicUser::of)
                .filter(user -> user.roles() != null && user.roles().contains("INFLUENCER"))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown_user", "There is no such influencer"));
        Instant asOf = freshness.asOf();
        return new Similar(similar.to(model, size), asOf, RequestId.current());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(ElasticsearchUnavailableException e) {
        return SearchUnavailable.answer();
    }
}
