package dev.bench;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Measures how fast webhooks are taken: against pgbench, which does the same in Postgres without any service. Nobody
 * indexes meanwhile: the service has no Elasticsearch here.
 */
final class IntakeBench {

    private static final int MANY = 32;
    private static final int PAIRS = 4;
    private static final int SECONDS = 3;

    private final Stage stage;
    private final Report report;
    private final Deliveries deliveries;
    private int blocks;

    IntakeBench(Stage stage, Report report) {
        this.stage = stage;
        this.report = report;
        this.deliveries = new Deliveries(stage.secret());
    }

    void run() throws Exception {
        stage.endQuietService();
        Stage.Running service = stage.startService(URI.create("http://localhost:1"), Stage.NO_DRIFT_CONTROL);
        try (Connection connection = stage.connect()) {
            deliver(service, 1, 1);
            Optional<Pgbench> pgbench = Pgbench.find(stage.database(), row(connection));
            if (pgbench.isEmpty()) {
                report.note("intake: skipped: no pgbench");
                return;
            }
            warmUp(WarmUp.LEARNED, service, pgbench.get(), MANY, 5_000);
            compare("intake: webhooks/s on 32 connections, of pgbench's transactions", service, pgbench.get(), MANY);
            warmUp(WarmUp.ONCE_MORE, service, pgbench.get(), 1, 1_000);
            compare("intake: webhooks/s one at a time, of pgbench's transactions", service, pgbench.get(), 1);
        } finally {
            service.process().close();
        }
    }

    private void compare(String name, Stage.Running service, Pgbench pgbench, int callers) throws Exception {
        int tasks = (int) (deliver(service, callers, callers * 100).perSecond() * SECONDS);
        Pairs pairs = Turns.take(
                report,
                PAIRS,
                _ -> tidied(() -> deliver(service, callers, tasks)),
                _ -> tidied(() -> pgbench.run(callers, SECONDS)),
                new Claim(name, Pairs::throughput));
        note(callers, pairs);
    }

    private void warmUp(WarmUp warmUp, Stage.Running service, Pgbench pgbench, int callers, int tasks)
            throws Exception {
        warmUp.of(service.cpu(), _ -> tidied(() -> deliver(service, callers, tasks)));
        tidied(() -> pgbench.run(callers, SECONDS));
    }

    @FunctionalInterface
    private interface Work {
        Block run() throws Exception;
    }

    private Block tidied(Work work) throws Exception {
        Block block = work.run();
        try (Connection connection = stage.connect()) {
            // every block begins with the same tables
            new Leftovers("intake-").remove(connection);
        }
        return block;
    }

    private Block deliver(Stage.Running service, int callers, int count) throws Exception {
        Arm arm = deliveries.arm(service.url(), "intake-s" + blocks++ + "-", count);
        return ClosedLoop.watching(service, callers).run(arm, 0, count);
    }

    /** As the service has stored the one user that is there, without id and username. */
    private static String row(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT jsonb_strip_nulls(to_jsonb(c) - 'id' - 'username' - 'revision' - 'digest'
                                                 - 'last_sync_at' - 'profile_views')::text
                          FROM user_cache c WHERE id = 'intake-s0-0'
                        """)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private void note(int callers, Pairs pairs) {
        Histogram micros = pairs.micros(Pairs.Pair::one);
        report.note("intake, %d callers: service %.0f/s, p50 %.1f ms, p99 %.1f ms, CPU %.3f ms; pgbench %.0f/s"
                .formatted(
                        callers,
                        pairs.perSecond(Pairs.Pair::one),
                        micros.getValueAtPercentile(50) / 1e3,
                        micros.getValueAtPercentile(99) / 1e3,
                        pairs.spent(Pairs.Pair::one, "service"),
                        pairs.perSecond(Pairs.Pair::other)));
    }
}
