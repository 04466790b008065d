package dev.authservice.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.authservice.account.AccountImport.Result;
import dev.authservice.internal.BodyLines.Line;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** What an import did, and what was wrong with the first lines that failed. */
record ImportReport(int created, int updated, int unchanged, int failed, List<LineError> errors) {

    private static final int SHOWN = 20;

    /** Why a line failed; {@code errors} name the fields at fault, without their values. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LineError(
            int line,
            String code,
            @Nullable String detail,
            @Nullable Object errors) {}

    static ImportReport empty() {
        return of(List.of());
    }

    static ImportReport of(@Nullable List<Result> results) {
        List<Result> done = Objects.requireNonNullElse(results, List.of());
        return new ImportReport(
                Collections.frequency(done, Result.CREATED),
                Collections.frequency(done, Result.UPDATED),
                Collections.frequency(done, Result.UNCHANGED),
                0,
                List.of());
    }

    static ImportReport of(Line line, ProblemDetail problem) {
        Map<String, Object> properties = Objects.requireNonNullElse(problem.getProperties(), Map.of());
        LineError error = new LineError(
                line.number(), String.valueOf(properties.get("code")), problem.getDetail(), properties.get("errors"));
        return new ImportReport(0, 0, 0, 1, List.of(error));
    }

    ImportReport plus(ImportReport other) {
        return new ImportReport(
                created + other.created,
                updated + other.updated,
                unchanged + other.unchanged,
                failed + other.failed,
                Stream.concat(errors.stream(), other.errors.stream())
                        .limit(SHOWN)
                        .toList());
    }
}
