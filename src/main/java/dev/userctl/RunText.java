package dev.userctl;

import com.fasterxml.jackson.databind.JsonNode;

/** A rebuild in a few lines. */
final class RunText {

    private RunText() {}

    static String of(Run run) {
        StringBuilder text = new StringBuilder("Run %d, %s to %s: %s%s"
                .formatted(run.id(), run.oldIndex(), run.newIndex(), run.state(), run.isPaused() ? ", paused" : ""));
        text.append("\n").append(Progress.line(run));
        if (!run.message().isEmpty()) {
            text.append("\n").append(run.message());
        }
        for (JsonNode step : run.json().path("steps")) {
            String error = step.path("error").asText("");
            if (!error.isEmpty() && !step.path("error").isNull()) {
                text.append("\n")
                        .append(step.path("name").asText())
                        .append(": ")
                        .append(error);
            }
        }
        run.json()
                .at("/failed/first")
                .forEach(failure -> text.append("\nrefused: ")
                        .append(failure.path("userId").asText())
                        .append(" (")
                        .append(failure.path("reason").asText())
                        .append(")"));
        return text.toString();
    }

    static String row(Run run) {
        return "%d  %s  %s -> %s  %s  %s"
                .formatted(
                        run.id(),
                        run.json().path("startedAt").asText("-"),
                        run.oldIndex(),
                        run.newIndex(),
                        run.state(),
                        run.message());
    }
}
