package dev.bench;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.userservice.user.UserProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** Postgres's own load generator, doing for each user what one delivery does, in a transaction of its own. */
final class Pgbench {

    private static final Pattern RATE = Pattern.compile("progress: [0-9.]+ s, ([0-9.]+) tps");
    // as long as new connections are busy with reading the catalog and planning, more with each connection
    private static final int SECONDS_TO_WARM_UP = 2;
    private static final Pattern FAILED = Pattern.compile("number of failed transactions: ([0-9]+)");
    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();
    private static final List<String> COLUMNS = Arrays.stream(UserProfile.class.getRecordComponents())
            .map(component -> SNAKE_CASE.translate(component.getName()))
            .toList();

    private static final String SCRIPT = """
            \\set i :i + 1
            BEGIN;
            INSERT INTO webhook_inbox VALUES ('intake-p' || :run || '-' || :client_id || '-' || :i, now())
                ON CONFLICT DO NOTHING;
            INSERT INTO user_cache AS c
                   (%1$s, search_score, last_sync_at, source_version, source_time, revision)
            SELECT %1$s, search_score, now(), source_version, source_time, nextval('revision')
              FROM jsonb_populate_record(NULL::user_cache,
                   (:before || 'intake-p' || :run || '-' || :client_id || '-' || :i || :between
                            || 'intake-p' || :run || '-' || :client_id || '-' || :i || :after)::jsonb)
                ON CONFLICT (id) DO UPDATE SET (%2$s) = (%3$s),
                   search_score = EXCLUDED.search_score,
                   last_sync_at = EXCLUDED.last_sync_at, source_version = EXCLUDED.source_version,
                   former_version = NULL, source_time = EXCLUDED.source_time, revision = nextval('revision'), deleted_at = NULL
             WHERE CASE WHEN num_nulls(c.source_version, EXCLUDED.source_version) = 0
                        THEN EXCLUDED.source_version > c.source_version
                        ELSE EXCLUDED.source_time > c.source_time END
               AND coalesce(EXCLUDED.source_version > c.former_version, true)
            RETURNING revision \\gset
            INSERT INTO index_queue AS q (user_id, revision, queued_at, available_at)
            VALUES ('intake-p' || :run || '-' || :client_id || '-' || :i, :revision, now(), now())
                ON CONFLICT (user_id) DO UPDATE SET revision = greatest(q.revision, EXCLUDED.revision),
                   queued_at = CASE WHEN q.quarantined IS NULL THEN q.queued_at ELSE EXCLUDED.queued_at END,
                   available_at = EXCLUDED.available_at, leased_until = EXCLUDED.leased_until,
                   attempts = 0, quarantined = NULL;
            COMMIT;
            """.formatted(columns(""), withoutId(""), withoutId("EXCLUDED."));

    private final Path program;
    private final URI database;
    private final String row;
    private final Path script;
    private int runs;

    /** The row is what the service has written of such a user, without id and username. */
    private Pgbench(Path program, URI database, String row) throws IOException {
        this.program = program;
        this.database = database;
        this.row = row;
        this.script = Files.createTempFile("one-delivery-", ".sql");
        Files.writeString(script, SCRIPT);
    }

    static Optional<Pgbench> find(URI database, String row) throws IOException {
        Stream<Path> onThePath = Arrays.stream(System.getenv("PATH").split(":")).map(Path::of);
        Optional<Path> program = Stream.concat(onThePath, packaged())
                .map(folder -> folder.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
        return program.isEmpty() ? Optional.empty() : Optional.of(new Pgbench(program.get(), database, row));
    }

    private static Stream<Path> packaged() throws IOException {
        Path versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Stream.of();
        }
        try (Stream<Path> found = Files.list(versions)) {
            return found.map(version -> version.resolve("bin")).toList().stream();
        }
    }

    /** So many seconds of connections that have done the same before, as those of a service have. */
    Block run(int clients, int seconds) throws IOException, InterruptedException {
        String[] user = database.getUserInfo().split(":", 2);
        var command = new ProcessBuilder(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=" + Math.min(2, clients),
                // the last second is not always told
                "--time=" + (SECONDS_TO_WARM_UP + seconds + 1),
                "--progress=1",
                "--define=i=0",
                "--define=run=" + runs++,
                "--define=before={\"id\":\"",
                "--define=between=\",\"username\":\"",
                "--define=after=\"," + row.substring(1),
                "--file=" + script,
                "--host=" + database.getHost(),
                "--port=" + database.getPort(),
                "--username=" + user[0],
                database.getPath().substring(1));
        command.environment().put("PGPASSWORD", user[1]);
        Process process = command.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher failed = FAILED.matcher(output);
        double[] rates = RATE.matcher(output)
                .results()
                .mapToDouble(second -> Double.parseDouble(second.group(1)))
                .skip(SECONDS_TO_WARM_UP)
                .limit(seconds)
                .toArray();
        if (process.waitFor() != 0
                || rates.length < seconds
                || (failed.find() && !failed.group(1).equals("0"))) {
            throw new IllegalStateException("pgbench failed:\n" + output);
        }
        int transactions = (int) Math.round(DoubleStream.of(rates).sum());
        return new Block(transactions, seconds, new Histogram(3), Map.of());
    }

    private static String columns(String prefix) {
        return COLUMNS.stream().map(prefix::concat).collect(Collectors.joining(", "));
    }

    private static String withoutId(String prefix) {
        return COLUMNS.stream().skip(1).map(prefix::concat).collect(Collectors.joining(", "));
    }
}
