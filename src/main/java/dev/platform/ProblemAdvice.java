package dev.platform;

import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Turns what a controller throws into a problem; the unexpected is logged and shown as nothing but its request id. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        RecoverableDataAccessException.class,
        TransactionException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<ProblemDetail> databaseAway(RuntimeException e) {
        log.warn("Postgres cannot be used: {}", e.getMessage());
        return Unavailable.because("database_unavailable", "The database cannot be reached; try again");
    }

    // thrown late, when a parameter with control characters in its name is first looked at
    @ExceptionHandler(RequestRejectedException.class)
    ResponseEntity<ProblemDetail> rejected(RequestRejectedException e) {
        return ResponseEntity.badRequest()
                .body(Problem.detail(HttpStatus.BAD_REQUEST, "bad_request", "The request is malformed"));
    }

    // whoever does not wait for the answer is no failure of ours
    @ExceptionHandler(ClientAbortException.class)
    @Nullable
    ResponseEntity<ProblemDetail> goneAway() {
        return null;
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<ProblemDetail> unexpected(Exception e) {
        log.error("Unexpected failure", e);
        return ResponseEntity.internalServerError()
                .body(Problem.detail(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", "Something went wrong here"));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (isAnswered(request)) {
            return null;
        }
        ResponseEntity<Object> answer = super.handleExceptionInternal(e, body, headers, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail problem) {
            Problem.complete(problem);
        }
        return answer;
    }

    // whoever goes away in the middle of a body cannot be told anything, and Spring would log each time that it did not
    private static boolean isAnswered(WebRequest request) {
        return request instanceof ServletWebRequest web
                && web.getResponse() != null
                && web.getResponse().isCommitted();
    }
}
