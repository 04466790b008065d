package dev.userservice.elasticsearch;

import dev.platform.Unavailable;
import org.springframework.core.annotation.Order;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** The answer of whatever needs Elasticsearch while it is away, unless a controller has words of its own. */
@RestControllerAdvice
@Order(0)
class UnavailableAdvice {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(ElasticsearchUnavailableException e) {
        return Unavailable.because(
                "index_unavailable", "Elasticsearch is away, or no index answers searches yet; try again");
    }
}
