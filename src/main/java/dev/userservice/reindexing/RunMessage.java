package dev.userservice.reindexing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person should know of a run, in a sentence. */
final class RunMessage {

    private RunMessage() {}

    static String of(ReindexRun run) {
        if (run.waiting() != null) {
            return "%s; tried again soon".formatted(waiting(run.waiting()));
        }
        if (run.lifecycle().paused()) {
            return "Paused; resume it to go on.";
        }
        return switch (run.state()) {
            case PLANNED -> "%s is about to be made.".formatted(run.newIndex());
            case BUILDING -> "%s is being filled; every change is written to both.".formatted(run.newIndex());
            case CATCHING_UP -> "%s is brought to where %s is.".formatted(run.newIndex(), run.oldIndex());
            case VERIFYING ->
                "%s is tried against %s: %,d searches so far.".formatted(run.newIndex(), run.oldIndex(), run.tried());
            case READY -> ready(run);
            case SWITCHED -> "Searches are about to ask %s.".formatted(run.servingIndex());
            case KEPT -> kept(run);
            case CLEANED -> "%s answers searches; the other index is deleted.".formatted(run.servingIndex());
            case CANCELLED -> "Cancelled; %s goes on answering searches.".formatted(run.oldIndex());
            case FAILED ->
                "%s; %s goes on answering searches."
                        .formatted(Optional.ofNullable(run.lifecycle().error()).orElse("Failed"), run.oldIndex());
        };
    }

    private static String waiting(String reason) {
        return switch (reason) {
            case "Elasticsearch", "Postgres" -> "Waits for " + reason;
            default -> reason;
        };
    }

    private static String ready(ReindexRun run) {
        return run.report() == null || run.report().passed()
                ? "%s may take over: switch it.".formatted(run.newIndex())
                : "%s is not as good as %s, see its report; switch needs \"confirm\": \"%s\"."
                        .formatted(run.newIndex(), run.oldIndex(), run.newIndex());
    }

    private static @Nullable Instant until(ReindexRun run) {
        Instant until = run.lifecycle().keptUntil();
        return until == null ? null : until.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String kept(ReindexRun run) {
        String error =
                run.lifecycle().error() == null ? "" : " " + run.lifecycle().error() + ".";
        return "%s answers searches; %s is kept until %s and can take over at once.%s"
                .formatted(run.servingIndex(), run.otherIndex(), until(run), error);
    }
}
