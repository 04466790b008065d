package dev.userservice.search;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.web.QueryParameters;
import dev.userservice.web.Unavailable;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers searches. */
@RestController
class SearchController {

    private static final Logger log = LoggerFactory.getLogger(SearchController.class);

    private final UserSearch search;

    SearchController(UserSearch search) {
        this.search = search;
    }

    @GetMapping("/search/influencers")
    SearchPage influencers(HttpServletRequest request) {
        return search.influencers(SearchQuery.of(QueryParameters.of(request)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(ElasticsearchUnavailableException e) {
        log.warn("Search is unavailable: {}", e.getMessage());
        return Unavailable.because("search_unavailable", "Search is not available at the moment; try again");
    }
}
