package dev.bench;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Measures how fast a backlog of changed users is worked off, against raw {@code _bulk} of the very same documents in
 * the same portions on as many connections, into an index of the same settings, mapping and content.
 */
final class DrainBench {

    private static final String SCRATCH = "bench-raw";
    private static final Leftovers USERS = new Leftovers("drain-");
    private static final int PORTION = 1_000;
    private static final int MOST_USERS = 6_000;
    // the batch that is being made up and the two on their way
    private static final int AT_ONCE = 3;
    private static final int WARM_UPS = 2;
    private static final int PAIRS = 4;

    private final Stage stage;
    private final Report report;
    private final Deliveries deliveries;
    private final String run = USERS.ofThisRun();
    private Map<String, ProcessCpu> programs = Map.of();
    private int users;
    private long version = System.currentTimeMillis();

    DrainBench(Stage stage, Report report) {
        this.stage = stage;
        this.report = report;
        this.deliveries = new Deliveries(stage.secret());
    }

    void run() throws Exception {
        // without drift control, which would find everybody changed behind its back
        Stage.Running service = stage.quietService();
        try (HttpConnection elasticsearch = new HttpConnection(stage.elasticsearch());
                Connection database = stage.connect()) {
            prepare(elasticsearch, database);
            for (int warmUp = 0; warmUp < WARM_UPS; warmUp++) {
                drain(service, elasticsearch, database, -1 - warmUp);
                raw(elasticsearch);
                programs = Map.of(
                        "service", service.cpu(),
                        "elasticsearch", ProcessCpu.ofElasticsearch(),
                        "postgres", ProcessCpu.ofPostgres());
            }
            Pairs pairs = Turns.take(
                    report,
                    PAIRS,
                    turn -> drain(service, elasticsearch, database, turn),
                    _ -> raw(elasticsearch),
                    new Claim(
                            "drain: documents/s of the queue, of raw _bulk on as many connections", Pairs::throughput));
            report.note("drain, CPU ms for 1,000 users: %s; raw %s"
                    .formatted(cpu(pairs, Pairs.Pair::one), cpu(pairs, Pairs.Pair::other)));
            double perSecond = pairs.perSecond(Pairs.Pair::one);
            report.note("drain, %,d users a turn: service %.0f/s, raw _bulk %.0f/s"
                    .formatted(users, perSecond, pairs.perSecond(Pairs.Pair::other)));
            report.figure("drain, s for 1,000 users", 1_000 / perSecond);
        } finally {
            // those of the webhooks that wake the worker
            USERS.remove(stage);
        }
    }

    private void prepare(HttpConnection elasticsearch, Connection database) throws IOException, SQLException {
        RawDocuments.createIndex(elasticsearch, SCRATCH, Map.of());
        RawDocuments.call(
                elasticsearch, HttpConnection.post("/_reindex?refresh=true", "application/json", """
                        {"source": {"index": "users"}, "dest": {"index": "%s"}}
                        """.formatted(SCRATCH)
                        .getBytes(StandardCharsets.UTF_8)));
        users = (int) Math.min(MOST_USERS, Stage.number(database, "SELECT count(*) FROM user_cache"));
    }

    /** From the first webhook after a backlog has come, which wakes the worker, to an empty queue and a refresh. */
    private Block drain(Stage.Running service, HttpConnection elasticsearch, Connection database, int turn)
            throws Exception {
        try (var statement = database.createStatement()) {
            statement.execute("UPDATE user_cache SET revision = nextval('revision') WHERE id IN (" + ids() + ")");
            statement.execute("VACUUM ANALYZE user_cache, index_queue");
            byte[] wakeUp = deliveries.of(run + turn + "-", 1).getFirst();
            database.setAutoCommit(false);
            statement.execute("""
                    INSERT INTO index_queue (user_id, revision, queued_at, available_at)
                    SELECT id, revision, now(), now() FROM user_cache WHERE id IN (%s)
                    """.formatted(ids()));
            Stage.awaitMerges(elasticsearch);
            Map<String, Double> before = cpu();
            long started = System.nanoTime();
            database.commit();
            database.setAutoCommit(true);
            try (HttpConnection connection = new HttpConnection(service.url())) {
                RawDocuments.call(connection, wakeUp);
            }
            await().atMost(Duration.ofMinutes(5))
                    .pollDelay(Duration.ZERO)
                    // looking more often would cost what is measured
                    .pollInterval(Duration.ofMillis(20))
                    .until(() ->
                            Stage.number(database, "SELECT count(*) FROM (SELECT FROM index_queue LIMIT 1) q") == 0);
            RawDocuments.call(elasticsearch, HttpConnection.post("/users/_refresh", "application/json", new byte[0]));
            return block(started, before);
        }
    }

    private String ids() {
        return "SELECT id FROM user_cache WHERE deleted_at IS NULL ORDER BY id LIMIT " + users;
    }

    private Block raw(HttpConnection elasticsearch) throws Exception {
        List<byte[]> portions = RawDocuments.portions(elasticsearch, SCRATCH, users, PORTION, ++version);
        Stage.awaitMerges(elasticsearch);
        Map<String, Double> before = cpu();
        long started = System.nanoTime();
        RawDocuments.write(stage.elasticsearch(), portions, AT_ONCE);
        RawDocuments.call(
                elasticsearch, HttpConnection.post("/" + SCRATCH + "/_refresh", "application/json", new byte[0]));
        return block(started, before);
    }

    private Block block(long started, Map<String, Double> cpuBefore) {
        Map<String, Double> spent = cpu();
        spent.replaceAll((program, millis) -> millis - cpuBefore.get(program));
        return new Block(users, (System.nanoTime() - started) / 1e9, new Histogram(3), spent);
    }

    private Map<String, Double> cpu() {
        return programs.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, program -> program.getValue().millis()));
    }

    private static String cpu(Pairs pairs, Function<Pairs.Pair, Block> arm) {
        return Stream.of("elasticsearch", "postgres", "service")
                .map(program -> "%s %.0f".formatted(program, 1_000 * pairs.spent(arm, program)))
                .collect(Collectors.joining(", "));
    }
}
