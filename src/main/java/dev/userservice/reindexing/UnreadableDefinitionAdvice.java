package dev.userservice.reindexing;

import dev.platform.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells whoever plans or starts a rebuild that the mapping file is none. */
@RestControllerAdvice(basePackageClasses = PlanController.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableDefinitionAdvice {

    private static final Logger log = LoggerFactory.getLogger(UnreadableDefinitionAdvice.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadable(UnreadableDefinitionException e) {
        log.error("The mapping file cannot be used: {}", e.reason());
        return ResponseEntity.internalServerError()
                .body(Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "mapping_unreadable", String.valueOf(e.getMessage()))
                        .getBody());
    }
}
