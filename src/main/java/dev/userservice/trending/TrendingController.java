package dev.userservice.trending;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.platform.Unavailable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows who is looked at more than could be expected. */
@RestController
class TrendingController {

    private static final int MOST_UNDERSTOOD = 1000;

    private final ReadyAnswers answers;

    // reading a query costs more than all the rest of an answer that is ready
    private final Cache<String, TrendingParameters> understood =
            Caffeine.newBuilder().maximumSize(MOST_UNDERSTOOD).build();

    TrendingController(ReadyAnswers answers) {
        this.answers = answers;
    }

    @Operation(
            summary = "Influencers with more viewers than they could expect, with the reasons",
            operationId = "trendingInfluencers")
    @TrendingOperation
    @GetMapping(path = "/analytics/trending-influencers", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> influencers(@Parameter(hidden = true) HttpServletRequest request) {
        return answer(Kind.INFLUENCERS, request);
    }

    @Operation(
            summary = "Brands with more viewers than they could expect, with the reasons",
            operationId = "popularBrands")
    @TrendingOperation
    @GetMapping(path = "/analytics/popular-brands", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> brands(@Parameter(hidden = true) HttpServletRequest request) {
        return answer(Kind.BRANDS, request);
    }

    private ResponseEntity<byte[]> answer(Kind kind, HttpServletRequest request) {
        TrendingParameters wanted = understood.get(
                kind.word() + "?" + request.getQueryString(), unread -> TrendingParameters.of(kind, request));
        return answers.of(wanted.key(), wanted.limit());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(TrendingUnavailableException e) {
        return Unavailable.because("trending_unavailable", "Nobody can tell who is trending at the moment; try again");
    }
}
