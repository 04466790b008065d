package dev.userctl;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How far a rebuild is, in one line. */
final class Progress {

    private static final int WIDTH = 12;

    private Progress() {}

    static String line(Run run) {
        return "reindex %s %d%% %s".formatted(run.newIndex(), percent(run), figures(run));
    }

    /** What matters most comes first, because a terminal may be narrow. */
    static String bar(Run run) {
        int filled = percent(run) * WIDTH / 100;
        return String.format(
                Locale.ROOT,
                "%s %s%s [%s%s] %d%% %,d/s ETA %s %,d/%,d failed %d",
                run.newIndex(),
                run.state(),
                remarks(run),
                "#".repeat(filled),
                "-".repeat(WIDTH - filled),
                percent(run),
                run.number("rate"),
                eta(run),
                run.number("done"),
                run.number("total"),
                run.failed());
    }

    private static String figures(Run run) {
        return String.format(
                        Locale.ROOT,
                        "%,d/%,d docs %,d/s (avg %,d/s) ETA %s failed %d lag %d",
                        run.number("done"),
                        run.number("total"),
                        run.number("rate"),
                        run.number("averageRate"),
                        eta(run),
                        run.failed(),
                        run.number("lag"))
                + remarks(run);
    }

    // 100 is for what is finished
    private static int percent(Run run) {
        return (int) Math.clamp(Math.floor(run.percent()), 0, 100);
    }

    private static String eta(Run run) {
        if (run.etaSeconds().isEmpty()) {
            return "--:--";
        }
        long seconds = run.etaSeconds().getAsLong();
        return seconds < 3600
                ? "%02d:%02d".formatted(seconds / 60, seconds % 60)
                : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static String remarks(Run run) {
        String throttledBy = run.json().path("throttledBy").asText("");
        String tried = run.state().equals("verifying") ? ", %d searches tried".formatted(run.number("tried")) : "";
        return Stream.of(
                        tried,
                        run.isPaused() ? " paused" : "",
                        run.json().path("stalled").asBoolean() ? " stalled" : "",
                        throttledBy.isEmpty() || throttledBy.equals("null") ? "" : " slowed down by " + throttledBy)
                .collect(Collectors.joining());
    }
}
