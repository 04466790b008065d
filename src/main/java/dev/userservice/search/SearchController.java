package dev.userservice.search;

import dev.platform.Parameters;
import dev.platform.Problem;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.user.UsersShown;
import dev.userservice.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers searches for people, each kind under a path of its own. */
@RestController
class SearchController {

    private final RecordedSearches searches;
    private final Lifting lifting;
    private final ApplicationEventPublisher events;

    SearchController(RecordedSearches searches, Lifting lifting, ApplicationEventPublisher events) {
        this.searches = searches;
        this.lifting = lifting;
        this.events = events;
    }

    @Operation(summary = "Find influencers, best match first", operationId = "searchInfluencers")
    @SearchOperation
    @GetMapping("/search/influencers")
    SearchPage influencers(@Parameter(hidden = true) HttpServletRequest request) {
        return answer(SearchKind.INFLUENCERS, request);
    }

    @Operation(summary = "Find anybody, best match first", operationId = "searchUsers")
    @SearchOperation
    @GetMapping("/search/users")
    SearchPage users(@Parameter(hidden = true) HttpServletRequest request) {
        return answer(SearchKind.USERS, request);
    }

    @Operation(summary = "Find brands, best match first", operationId = "searchBrands")
    @SearchOperation
    @SearchOperation.ForBrands
    @GetMapping("/search/brands")
    SearchPage brands(@Parameter(hidden = true) HttpServletRequest request) {
        return answer(SearchKind.BRANDS, request);
    }

    @Operation(summary = "Find crew, best match first", operationId = "searchCrew")
    @SearchOperation
    @SearchOperation.ForCrew
    @GetMapping("/search/crew")
    SearchPage crew(@Parameter(hidden = true) HttpServletRequest request) {
        return answer(SearchKind.CREW, request);
    }

    private SearchPage answer(SearchKind kind, HttpServletRequest request) {
        SearchQuery query = SearchQuery.of(kind, Parameters.of(request, SearchQuery.ALIASES));
        Caller caller = Caller.current();
        if (query.extras().explain() && !caller.isAdmin()) {
            throw Problem.of(HttpStatus.FORBIDDEN, "forbidden", "Only an admin may ask for explanations");
        }
        SearchPage page = searches.answer(lifting.of(query, caller), caller);
        events.publishEvent(new UsersShown(page.userIds()));
        return page;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(ElasticsearchUnavailableException e) {
        return SearchUnavailable.answer();
    }
}
