package dev.userservice.web;

import dev.platform.Problem;
import java.util.Optional;
import java.util.function.LongFunction;
import org.springframework.http.HttpStatus;

/** Runs, of whatever kind, as they are named in paths: by number. */
public final class RunIds {

    private static final String NUMBER = "[1-9][0-9]{0,17}";

    private RunIds() {}

    /** The run of this id; a 404 problem if there is none, or the id is none. */
    public static <T> T find(String id, LongFunction<Optional<T>> runs) {
        return Optional.of(id)
                .filter(number -> number.matches(NUMBER))
                .flatMap(number -> runs.apply(Long.parseLong(number)))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown_run", "There is no such run"));
    }
}
