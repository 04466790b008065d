package dev.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Measures how many transactions it takes to count profile views, nine of ten of them of one profile, against an UPDATE
 * for each. Only transactions that write are counted: a profile is read from Postgres whoever counts.
 */
final class CountersBench {

    private static final String PREFIX = "counter-";
    private static final int PROFILES = 10;
    private static final int CALLERS = 16;
    private static final int PAIRS = 4;
    private static final int VIEWS = 6_000;
    private static final int UPDATES = 2_000;
    private static final Duration LONGEST_INDEXING = Duration.ofMinutes(1);
    private static final String COMMITS = "SELECT xact_commit FROM pg_stat_database WHERE datname = current_database()";

    private final Stage stage;
    private final Report report;
    private final ClosedLoop loop = new ClosedLoop(CALLERS, Map.of());
    private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    private long viewed;

    CountersBench(Stage stage, Report report) {
        this.stage = stage;
        this.report = report;
    }

    void run() throws Exception {
        // of a run that ended early
        removeAll();
        Stage.Running service = stage.quietService();
        try (Connection connection = stage.connect()) {
            prepare(service, connection);
            long before = Stage.number(connection, COMMITS);
            Pairs pairs = Turns.take(
                    report,
                    PAIRS,
                    turn -> views(service, connection, turn),
                    turn -> updates(connection, turn),
                    new Claim(
                            "counters: profile views for each transaction that writes, of one UPDATE each",
                            both -> both.tasksFor("commits")));
            report.note("%,d profile views: %.0f/s, all of them counted; an UPDATE each: %.0f/s"
                    .formatted(viewed, pairs.perSecond(Pairs.Pair::one), pairs.perSecond(Pairs.Pair::other)));
            report.note("all commits of Postgres meanwhile, those that only read included: %,d"
                    .formatted(Stage.number(connection, COMMITS) - before));
        } finally {
            // or those that are still waiting would come back
            try (Connection connection = stage.connect()) {
                Stage.awaitIndexed(connection, LONGEST_INDEXING);
            }
            removeAll();
        }
    }

    private void prepare(Stage.Running service, Connection connection) throws IOException, SQLException {
        try (HttpConnection http = new HttpConnection(service.url());
                var statement = connection.createStatement()) {
            for (byte[] delivery : new Deliveries(stage.secret()).of(PREFIX, PROFILES)) {
                RawDocuments.call(http, delivery);
            }
            statement.execute("CREATE SCHEMA IF NOT EXISTS bench");
            statement.execute("DROP TABLE IF EXISTS bench.counter");
            statement.execute("CREATE TABLE bench.counter (id text PRIMARY KEY, views bigint NOT NULL)");
            statement.execute("INSERT INTO bench.counter SELECT '%s' || n, 0 FROM generate_series(0, %d) AS n"
                    .formatted(PREFIX, PROFILES - 1));
        }
    }

    /** Until all of them can be read. */
    private Block views(Stage.Running service, Connection connection, int turn) throws Exception {
        Arm arm = new Arm("service", service.url(), task -> List.of(view(turn, task)));
        long before = transactions(connection);
        Block block = loop.run(arm, 0, VIEWS);
        viewed += VIEWS;
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Stage.number(
                                connection,
                                "SELECT coalesce(sum(profile_views), 0) FROM user_analytics WHERE user_id LIKE '"
                                        + PREFIX + "%'")
                        == viewed);
        return counted(block, transactions(connection) - before);
    }

    // everybody looks once, with a browser of one's own that no run of today had
    private byte[] view(int turn, int task) {
        return HttpConnection.request(
                "GET",
                "/public/users/" + profile(task),
                Map.of("User-Agent", "Mozilla/5.0 (%s-%d-%d)".formatted(run, turn, task)),
                new byte[0]);
    }

    private static String profile(int task) {
        return PREFIX + (task % 10 == 0 ? 1 + task / 10 % (PROFILES - 1) : 0);
    }

    private Block updates(Connection connection, int turn) throws Exception {
        long before = transactions(connection);
        Block block = loop.run(this::counting, turn * UPDATES, UPDATES);
        return counted(block, transactions(connection) - before);
    }

    private Callers.Caller counting() throws SQLException {
        Connection connection = stage.connect();
        var update = connection.prepareStatement("UPDATE bench.counter SET views = views + 1 WHERE id = ?");
        return new Callers.Caller() {
            @Override
            public void perform(int task) throws SQLException {
                update.setString(1, profile(task));
                update.executeUpdate();
            }

            @Override
            public void close() throws SQLException {
                connection.close();
            }
        };
    }

    private static Block counted(Block block, long transactions) {
        return new Block(block.tasks(), block.seconds(), block.micros(), Map.of("commits", (double) transactions));
    }

    // only whoever writes gets a number
    private static long transactions(Connection connection) throws SQLException {
        return Stage.number(connection, "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
    }

    private void removeAll() throws SQLException, IOException {
        try (Connection connection = stage.connect();
                var statement = connection.createStatement();
                HttpConnection elasticsearch = new HttpConnection(stage.elasticsearch())) {
            for (String table : List.of("user_analytics", "user_activity", "user_viewers")) {
                statement.execute("DELETE FROM %s WHERE user_id LIKE '%s%%'".formatted(table, PREFIX));
            }
            Stage.deleteActivity(elasticsearch, "{\"prefix\":{\"user_id\":\"%s\"}}".formatted(PREFIX));
        }
        new Leftovers(PREFIX).remove(stage);
    }
}
