package dev.platform;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** The answer while something we depend on is away: 503 with the time to wait. */
public final class Unavailable {

    private static final String SECONDS = "2";

    private Unavailable() {}

    /** A 503 problem with {@code Retry-After}. */
    public static ResponseEntity<ProblemDetail> because(String code, String detail) {
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, SECONDS)
                .body(Problem.detail(HttpStatus.SERVICE_UNAVAILABLE, code, detail));
    }
}
