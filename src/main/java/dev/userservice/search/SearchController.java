package dev.userservice.search;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.web.QueryParameters;
import dev.userservice.web.Unavailable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
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

    @Operation(summary = "Find influencers, best match first", operationId = "searchInfluencers")
    @Parameter(
            name = "q",
            in = ParameterIn.QUERY,
            description = "Words to look for, all literal; without it the most prominent come first. Alias: query",
            schema = @Schema(type = "string", maxLength = 128))
    @Parameter(
            name = "page",
            in = ParameterIn.QUERY,
            description = "From 1; page x size reaches down to hit 10,000",
            schema = @Schema(type = "integer", minimum = "1", defaultValue = "1"))
    @Parameter(
            name = "size",
            in = ParameterIn.QUERY,
            description = "Hits a page. Alias: limit",
            schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "20"))
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "400", description = "A parameter is unknown or wrong; errors[] names it")
    @ApiResponse(responseCode = "503", description = "Elasticsearch is away; Retry-After says when to ask again")
    @GetMapping("/search/influencers")
    SearchPage influencers(@Parameter(hidden = true) HttpServletRequest request) {
        return search.influencers(SearchQuery.of(QueryParameters.of(request)));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(ElasticsearchUnavailableException e) {
        log.warn("Search is unavailable: {}", e.getMessage());
        return Unavailable.because("search_unavailable", "Search is not available at the moment; try again");
    }
}
