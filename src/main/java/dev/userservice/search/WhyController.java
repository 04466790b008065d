package dev.userservice.search;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.user.CachedUser;
import dev.userservice.user.Users;
import dev.userservice.web.Caller;
import dev.userservice.web.Parameters;
import dev.userservice.web.Problem;
import dev.userservice.web.Unavailable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells an admin, or a user about themselves, why a search does not find somebody, or why so far down. */
@RestController
class WhyController {

    private final Users users;
    private final Why why;

    WhyController(Users users, Why why) {
        this.users = users;
        this.why = why;
    }

    @Operation(summary = "Why is this user found, or not, by this search?", operationId = "whyFound")
    @SecurityRequirement(name = "token")
    @Parameter(name = "user", in = ParameterIn.QUERY, required = true, description = "Id or handle")
    @Parameter(
            name = "type",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = "string",
                            defaultValue = "influencers",
                            allowableValues = {"influencers", "users", "brands", "crew"}))
    @SearchOperation
    @GetMapping("/search/why")
    Why.Answer why(@Parameter(hidden = true) HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, SearchQuery.ALIASES);
        Optional<String> user = Optional.of(parameters.text("user", 320, 320).replaceFirst("^@", ""));
        if (user.filter(name -> !name.isBlank()).isEmpty()) {
            parameters.refuse("user", "missing", "must be the id or handle of a user");
        }
        SearchKind kind = SuggestionController.kind(parameters);
        SearchQuery query = SearchQuery.of(kind, parameters);
        return answer(user.orElseThrow(), query);
    }

    private Why.Answer answer(String user, SearchQuery query) {
        Optional<CachedUser> found = users.find(user);
        Caller caller = Caller.current();
        String id = found.map(CachedUser::id).orElse(user);
        if (!caller.isAdmin() && !id.equals(caller.userId())) {
            throw Problem.of(HttpStatus.FORBIDDEN, "forbidden", "Only an admin may ask about somebody else");
        }
        return found.map(known -> why.found(known, query)).orElseGet(() -> Why.Answer.notSynced(user));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(ElasticsearchUnavailableException e) {
        return Unavailable.because("search_unavailable", "Search is not available at the moment; try again");
    }
}
