package dev.userservice.reindexing;

import dev.userservice.web.Problem;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** Runs as they are named in paths. */
final class RunIds {

    private static final String NUMBER = "[1-9][0-9]{0,17}";

    private RunIds() {}

    static ReindexRun find(ReindexRuns runs, String id) {
        return Optional.of(id)
                .filter(number -> number.matches(NUMBER))
                .flatMap(number -> runs.find(Long.parseLong(number)))
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown_run", "There is no such run"));
    }
}
