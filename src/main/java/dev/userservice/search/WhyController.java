package dev.userservice.search;

import dev.platform.Parameters;
import dev.platform.Problem;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.user.CachedUser;
import dev.userservice.user.Users;
import dev.userservice.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
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
        Caller caller = Caller.current();
        Optional<CachedUser> found = caller.isAdmin() ? users.find(user) : themselves(user, caller);
        return found.map(known -> why.found(known, query)).orElseGet(() -> Why.Answer.notSynced(user));
    }

    // nobody else is looked up, so that nothing about the answer tells whether there is such a user
    private Optional<CachedUser> themselves(String user, Caller caller) {
        String own = Objects.requireNonNull(caller.userId());
        Optional<CachedUser> known = users.load(List.of(own)).stream().findFirst();
        if (!user.equals(own) && known.filter(self -> hasHandle(self, user)).isEmpty()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "forbidden", "Only an admin may ask about somebody else");
        }
        return known;
    }

    private static boolean hasHandle(CachedUser user, String handle) {
        return user instanceof CachedUser.Live live
                && handle.equalsIgnoreCase(live.profile().username());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(ElasticsearchUnavailableException e) {
        return SearchUnavailable.answer();
    }
}
