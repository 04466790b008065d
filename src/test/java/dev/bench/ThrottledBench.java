package dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Measures what people who search notice of a rebuild that is throttled: the same searches at the same steady rate
 * while it goes on and while it is paused, in turns. Any search that fails ends the run.
 */
final class ThrottledBench {

    private static final OpenLoop SEARCHES = new OpenLoop(30, 16);
    private static final int TASKS = 180;
    private static final int PAIRS = 6;

    private static final int FASTEST = 500;
    private static final int SLOW_ENOUGH = 150;

    private final Stage stage;
    private final Report report;
    private final List<Question> questions;
    private final int perSecond;
    private @Nullable RebuildRun run;
    private long documents;

    ThrottledBench(Setting setting) {
        this.stage = setting.stage();
        this.report = setting.report();
        this.questions = setting.questions();
        // few users last as long as many
        this.perSecond = Math.min(FASTEST, setting.scale().users() / SLOW_ENOUGH);
    }

    void run() throws Exception {
        Stage.Running service = stage.quietService();
        RebuildRun.cancelLeftOver(stage, service);
        Arm searches = new Arm(
                "service",
                service.url(),
                task -> List.of(HttpConnection.get(
                        questions.get(task % questions.size()).path())));
        try {
            for (int turn = 0; turn < 2; turn++) {
                SEARCHES.run(searches, turn * TASKS, TASKS);
            }
            Pairs pairs = Turns.take(
                    report,
                    PAIRS,
                    turn -> whileFilling(service, searches, turn),
                    turn -> block(searches, turn),
                    new Claim(
                            "rebuild: p99 of searches while it runs throttled, of p99 while it is paused",
                            both -> both.latency(99)));
            double seconds = pairs.pairs().stream()
                    .mapToDouble(pair -> pair.one().seconds())
                    .sum();
            report.note("searches beside a rebuild: p99 %.1f ms, without %.1f ms; meanwhile %.0f documents/s"
                    .formatted(p99(pairs, Pairs.Pair::one), p99(pairs, Pairs.Pair::other), documents / seconds));
        } finally {
            if (run != null) {
                run.close();
            }
        }
    }

    private static Block block(Arm searches, int turn) throws InterruptedException {
        return SEARCHES.run(searches, turn * TASKS, TASKS);
    }

    private Block whileFilling(Stage.Running service, Arm searches, int turn) throws IOException, InterruptedException {
        RebuildRun filling = filling(service);
        long before = filling.state().path("done").asLong();
        Block block = block(searches, turn);
        JsonNode after = filling.state();
        if (!after.path("state").asText().equals("building")) {
            throw new IllegalStateException("There are too few users for so long a rebuild");
        }
        documents += after.path("done").asLong() - before;
        filling.pause();
        return block;
    }

    private RebuildRun filling(Stage.Running service) throws IOException {
        if (run == null) {
            run = RebuildRun.start(
                    stage,
                    service,
                    "{\"force\":true,\"pauseBeforeSwitch\":true,\"maxDocumentsPerSecond\":%d}".formatted(perSecond));
            run.awaitState("building");
        } else {
            run.resume();
        }
        return run;
    }

    private static double p99(Pairs pairs, Function<Pairs.Pair, Block> arm) {
        return pairs.micros(arm).getValueAtPercentile(99) / 1e3;
    }
}
