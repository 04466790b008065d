package dev.bench;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.demo.Application;
import dev.demo.Image;
import dev.demo.ServiceProcess;
import dev.demo.TokenIssuer;
import dev.localservers.FreePort;
import dev.localservers.Lifetime;
import dev.localservers.LocalServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The servers of a run, kept with their data for the next one, and the services started on them. */
final class Stage implements AutoCloseable {

    /** It works all the time, and its work would be counted as that of requests. */
    static final Map<String, String> NO_DRIFT_CONTROL = Map.of("DRIFT_RATE", "0");

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SECRET = "whsec_YmVuY2gtb25seS1zZWNyZXQtMjQtYnl0ZXM=";
    // requests are counted as in production, only never too many
    private static final String OUT_OF_REACH = Stream.of("search", "suggestions", "profiles", "analytics")
            .map(kind -> kind + "=999999999/999999999/999999999")
            .collect(Collectors.joining(","));
    private static final Duration LONGEST_FILL = Duration.ofMinutes(30);
    private static final int ALONE = 300;
    private static final int WARM_UP = 1_000;
    private static final Duration LONGEST_WRITING_DOWN = Duration.ofMinutes(2);

    private static final Path IMAGE = Path.of(".local", "bench-image");
    private static final Path RECORDED = IMAGE.resolve("recorded");

    private final LocalServers servers;
    private final Image image;
    private final Scale scale;
    private final TokenIssuer issuer = TokenIssuer.start(0);
    private final Deque<ServiceProcess> services = new ArrayDeque<>();
    private @Nullable Running quiet;
    private boolean isWarm;

    private Stage(LocalServers servers, Image image, Scale scale) {
        this.servers = servers;
        this.image = image;
        this.scale = scale;
    }

    static Stage open(Scale scale) throws IOException {
        Image image = Image.make(IMAGE, List.of(Path.of("target", "classes"), Path.of("target", "test-classes")));
        if (!image.isTaught()) {
            FileSystemUtils.deleteRecursively(RECORDED);
        }
        Files.createDirectories(RECORDED);
        return new Stage(LocalServers.start(Path.of(".local", "bench-" + scale.word()), Lifetime.KEPT), image, scale);
    }

    /** Where what was recorded under this name stays as long as the classes are the same. */
    Path recorded(String name) {
        return RECORDED.resolve(name + "-" + scale.word());
    }

    /** A service and where it listens. */
    record Running(ServiceProcess process, URI url) {

        ProcessCpu cpu() {
            return new ProcessCpu(process.pid());
        }
    }

    /** Starts a service that takes this for its Elasticsearch. */
    Running startService(URI elasticsearch) {
        return startService(elasticsearch, Map.of());
    }

    /** As above, with settings of its own. */
    Running startService(URI elasticsearch, Map<String, String> settings) {
        return startService(elasticsearch, settings, ServiceProcess::start);
    }

    private interface Start {
        ServiceProcess of(Application application, Map<String, String> environment, Image image) throws IOException;
    }

    private Running startService(URI elasticsearch, Map<String, String> settings, Start start) {
        try {
            int port = FreePort.find();
            int management = FreePort.find();
            Map<String, String> environment = new HashMap<>(Map.of(
                    "PORT", Integer.toString(port),
                    "MANAGEMENT_PORT", Integer.toString(management),
                    "DATABASE_URL", servers.databaseUrl(),
                    "ELASTICSEARCH_URL", elasticsearch.toString(),
                    "AUTH_SERVICE_URL", issuer.url().toString(),
                    "USER_SERVICE_WEBHOOK_SECRET", SECRET,
                    "RATE_LIMITS", OUT_OF_REACH));
            environment.putAll(settings);
            ServiceProcess service = start.of(Application.USER_SERVICE, environment, image);
            services.push(service);
            service.awaitReady(URI.create("http://localhost:" + management + "/actuator/health/readiness"));
            return new Running(service, URI.create("http://localhost:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether services know already, from this run or an earlier one, what one of the same classes has learned. */
    boolean isTaught() {
        return image.isTaught();
    }

    /** A service that all that start later learn from, once it has ended. */
    Running startTeacher() {
        return startService(elasticsearch(), NO_DRIFT_CONTROL, ServiceProcess::startTeacher);
    }

    /** Ends it when it has written down what it has learned. */
    void endLessons(Running teacher) {
        if (!teacher.process().stop(LONGEST_WRITING_DOWN) || !image.isTaught()) {
            throw new IllegalStateException("Nothing was learned; what the teacher said is in " + image.log());
        }
    }

    /** Lets later runs have what was learned, too. */
    void keepLessons() throws IOException {
        image.keep();
    }

    /** A service that does nothing by itself, the same for all who ask until it is ended: it stays warm between them. */
    Running quietService() {
        Running service = quiet;
        if (service == null) {
            service = startService(elasticsearch(), NO_DRIFT_CONTROL);
            quiet = service;
        }
        return service;
    }

    /** Lets the quiet service answer searches until its compiler rests, unless it has for somebody before. */
    void warmUpQuietService(Arm searches, ClosedLoop loop) throws Exception {
        if (!isWarm) {
            awaken(searches);
            scale.warmUp().of(searches, loop, WARM_UP);
            isWarm = true;
        }
    }

    /** How the quiet service is made ready for other work than searches. */
    WarmUp warmUpForOtherWork() {
        return isWarm ? WarmUp.FROM_OTHER_WORK : scale.warmUp();
    }

    /** For a service that has just started several callers at once are an overload. */
    static void awaken(Arm searches) throws Exception {
        new ClosedLoop(1, Map.of()).run(searches, 0, ALONE);
    }

    /** For those who want no other service beside their own. */
    void endQuietService() {
        if (quiet != null) {
            quiet.process().close();
            quiet = null;
            isWarm = false;
        }
    }

    URI database() {
        return URI.create(servers.databaseUrl());
    }

    /** What webhooks are signed with. */
    String secret() {
        return SECRET;
    }

    /** What an admin sends as {@code Authorization}. */
    String adminToken() {
        return "Bearer " + issuer.token("bench", "ADMIN");
    }

    /** What anybody who is signed in sends. */
    String token(String subject) {
        return "Bearer " + issuer.token(subject, "USER");
    }

    URI elasticsearch() {
        return URI.create(servers.elasticsearchUrl());
    }

    /** Fills both stores up to this many users, if they are not, and waits until all are found. */
    void fill(int users) throws SQLException, IOException {
        Running service = startService(elasticsearch());
        try (Connection connection = connect()) {
            forget(connection);
            try (HttpConnection elasticsearch = new HttpConnection(elasticsearch())) {
                deleteActivity(elasticsearch, "{\"range\":{\"appearances\":{\"gt\":0}}}");
            }
            long there = number(connection, "SELECT count(*) FROM user_cache");
            if (there != users) {
                System.out.printf("Loading %,d users ...%n", users);
                new CorpusLoader(connection).load(new Corpus().users(users).skip(there));
            }
            awaitIndexed(connection, LONGEST_FILL);
            settle();
        } finally {
            service.process().close();
        }
    }

    /** Deletes what this finds from the activity index. */
    static void deleteActivity(HttpConnection elasticsearch, String query) throws IOException {
        RawDocuments.call(
                elasticsearch,
                HttpConnection.post(
                        "/activity/_delete_by_query?refresh=true&conflicts=proceed&ignore_unavailable=true",
                        "application/json",
                        "{\"query\":%s}".formatted(query).getBytes(StandardCharsets.UTF_8)));
    }

    // what people do is counted and remembered, but every run begins with the same tables
    private static void forget(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("TRUNCATE search_history, search_trend, user_analytics, user_activity, user_viewers");
        }
    }

    /** Waits until everybody who has changed is in the index. */
    static void awaitIndexed(Connection connection, Duration longest) {
        await().atMost(longest)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> number(connection, "SELECT count(*) FROM index_queue") == 0);
    }

    /** Merges the index as merges leave one that is not written in bulk. */
    void settle() {
        try (HttpConnection connection = new HttpConnection(elasticsearch())) {
            connection.send(
                    HttpConnection.post("/users/_forcemerge?max_num_segments=8", "application/json", new byte[0]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For those whom the merges of what was written before would slow down. */
    static void awaitMerges(HttpConnection elasticsearch) {
        await().atMost(Duration.ofMinutes(1)).pollDelay(Duration.ZERO).until(() -> {
            RawDocuments.call(elasticsearch, HttpConnection.get("/_stats/merge"));
            return JSON.readTree(elasticsearch.body())
                            .at("/_all/primaries/merges/current")
                            .asInt()
                    == 0;
        });
    }

    Connection connect() throws SQLException {
        URI url = database();
        String[] user = url.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d%s".formatted(url.getHost(), url.getPort(), url.getPath()), user[0], user[1]);
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() {
        services.forEach(ServiceProcess::close);
        issuer.close();
        servers.close();
    }
}
