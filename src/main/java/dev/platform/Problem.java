package dev.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Makes the RFC 9457 problems of this service: one form, a stable {@code code}, and the fields at fault. */
public final class Problem {

    // of somebody who sends thousands of faults the first show as well what is wrong
    private static final int MOST_ERRORS = 100;

    private Problem() {}

    /** One thing wrong with a request: the query parameter, or the JSON pointer into the body, and what is wrong. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Violation(
            @Nullable String parameter, @Nullable String pointer, String code, String detail) {

        private static final int LONGEST_NAME = 100;

        /** A fault in a query parameter. */
        public static Violation ofParameter(String parameter, String code, String detail) {
            return new Violation(told(parameter), null, code, detail);
        }

        /** A fault in the body. */
        public static Violation ofPointer(String pointer, String code, String detail) {
            return new Violation(null, pointer, code, detail);
        }

        /** A fault in a field of the body, at the pointer that RFC 6901 makes of its name. */
        public static Violation ofField(String field, String code, String detail) {
            return ofPointer("/" + field.replace("~", "~0").replace("/", "~1"), code, detail);
        }

        /** A field of the body that nobody knows here. */
        public static Violation ofUnknown(String field) {
            return ofField(told(field), "unknown_field", "is not a field here");
        }

        // of a long name, which is none of ours, the beginning
        private static String told(String name) {
            return name.length() <= LONGEST_NAME
                    ? name
                    : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME / 2));
        }
    }

    /** 400 for query parameters. */
    public static ErrorResponseException invalidParameters(List<Violation> errors) {
        return invalid(HttpStatus.BAD_REQUEST, "invalid_parameter", errors);
    }

    /** 422 for a well-formed body that says something impossible. */
    public static ErrorResponseException invalidBody(List<Violation> errors) {
        return invalid(HttpStatus.UNPROCESSABLE_ENTITY, "invalid_body", errors);
    }

    private static ErrorResponseException invalid(HttpStatus status, String code, List<Violation> errors) {
        Violation first = errors.getFirst();
        String where = first.parameter() != null ? first.parameter() : first.pointer();
        ProblemDetail problem = detail(status, code, where + " " + first.detail());
        problem.setProperty("errors", errors.stream().limit(MOST_ERRORS).toList());
        return new ErrorResponseException(status, problem, null);
    }

    /** Any other refusal. */
    public static ErrorResponseException of(HttpStatus status, String code, String detail) {
        return new ErrorResponseException(status, detail(status, code, detail), null);
    }

    /** A refusal that holds for these seconds. */
    public static ErrorResponseException later(HttpStatus status, String code, String detail, long seconds) {
        ErrorResponseException problem = of(status, code, detail);
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return problem;
    }

    static ProblemDetail detail(HttpStatusCode status, String code, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("code", code);
        return complete(problem);
    }

    /** Fills in what every problem of this service has. */
    static ProblemDetail complete(ProblemDetail problem) {
        var given =
                problem.getProperties() == null ? null : problem.getProperties().get("code");
        String code = given == null ? defaultCode(problem.getStatus()) : given.toString();
        problem.setType(URI.create(type(code)));
        problem.setProperty("code", code);
        problem.setProperty("requestId", RequestId.current());
        return problem;
    }

    /** The code of a problem that is told by its status alone. */
    static String defaultCode(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        if (known == HttpStatus.INTERNAL_SERVER_ERROR) {
            return "internal_error";
        }
        return known == null ? "error" : known.name().toLowerCase(Locale.ROOT);
    }

    static String type(String code) {
        return "/problems/" + code.replace('_', '-');
    }
}
