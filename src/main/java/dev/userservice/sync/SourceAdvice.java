package dev.userservice.sync;

import dev.platform.Problem;
import dev.platform.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells an admin that it was the Auth Service: 503 if it may answer later, 502 if somebody has to look. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice
class SourceAdvice {

    private static final Logger log = LoggerFactory.getLogger(SourceAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(SourceUnavailableException e) {
        log.warn("{}", e.reason());
        return Unavailable.because("source_unavailable", e.reason());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unusable(SourceException e) {
        log.warn("{}", e.reason());
        ProblemDetail problem = Problem.of(HttpStatus.BAD_GATEWAY, "source_unusable", e.reason())
                .getBody();
        return ResponseEntity.status(HttpStatus.BAD_GATEWAY).body(problem);
    }
}
