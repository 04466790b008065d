package dev.userservice.reindexing;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The latest run, looked at every few seconds for metrics and health. */
@Component
class ReindexSamples {

    private final ReindexRuns runs;
    private final RunViews views;
    private volatile Optional<Sample> latest = Optional.empty();

    ReindexSamples(ReindexRuns runs, RunViews views, MeterRegistry meters) {
        this.runs = runs;
        this.views = views;
        gauge(
                meters,
                "active",
                "1 while a new index is made or waits for its switch",
                run -> is(run.state().isActive()));
        gauge(meters, "percent", "How much of the new index is filled", RunView::percent);
        gauge(meters, "documents.per.second", "How fast the new index is filled", run -> (double) run.rate());
        gauge(meters, "refused", "Documents that the new index refuses", run ->
                (double) run.failed().count());
        gauge(meters, "stalled", "1 while nobody works on a run", _ -> is(isStalled()));
        gauge(
                meters,
                "ready",
                "1 while a new index waits for somebody to switch to it",
                run -> is(run.state() == RunState.READY));
        gauge(meters, "failed", "1 while the latest run is one that failed", run -> is(run.state() == RunState.FAILED));
    }

    private record Sample(ReindexRun run, RunView view) {}

    private void gauge(MeterRegistry meters, String name, String description, ToDoubleFunction<RunView> value) {
        Gauge.builder(
                        "user_service.reindex." + name,
                        () -> latest().map(value::applyAsDouble).orElse(0.0))
                .description(description + ", of the latest run")
                .register(meters);
    }

    private static double is(boolean so) {
        return so ? 1 : 0;
    }

    @Scheduled(fixedDelay = 5000)
    void takeSample() {
        try {
            latest = runs.latest(1).stream().findFirst().map(run -> new Sample(run, views.of(run)));
        } catch (DataAccessException | TransactionException e) {
            // the last sample stands until Postgres is back
        }
    }

    Optional<RunView> latest() {
        return latest.map(Sample::view);
    }

    /** Whether nobody works on the run as of now: whoever cannot look it up has not heard of anybody either. */
    boolean isStalled() {
        return latest.filter(sample -> views.isStalled(sample.run())).isPresent();
    }
}
