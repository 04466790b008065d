package dev.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Two months of people being looked at: about one in seven on a day, the large ones every day and by more. */
final class PastActivity {

    private static final int DAYS = 60;
    private static final int PORTION = 4_000;
    private static final double OF_SMALL_ONES = 0.09;

    private final Stage stage;
    private final StringBuilder lines = new StringBuilder();
    // later than whatever was there, deleted a moment ago included
    private final long version = System.currentTimeMillis();
    private int documents;

    PastActivity(Stage stage) {
        this.stage = stage;
    }

    private record Person(String id, @Nullable String niche, long followers) {

        String tier() {
            return followers < 10_000
                    ? "NANO"
                    : followers < 100_000
                            ? "MICRO"
                            : followers < 500_000 ? "MID" : followers < 1_000_000 ? "MACRO" : "MEGA";
        }

        double chance() {
            return followers < 10_000 ? OF_SMALL_ONES : followers < 100_000 ? 0.6 : 1;
        }
    }

    /** Writes it straight into the index, instead of what is there, unless that reaches until today. */
    void write() throws IOException, SQLException {
        try (HttpConnection elasticsearch = new HttpConnection(stage.elasticsearch())) {
            elasticsearch.send(
                    HttpConnection.get("/activity/_count?filter_path=count&q=views:%3E0%20AND%20grain:day%20AND%20at:"
                            + today().toEpochMilli()));
            if (!elasticsearch.text().contains(":0}")) {
                return;
            }
            System.out.println("Loading activity ...");
            Stage.deleteActivity(elasticsearch, "{\"match_all\":{}}");
            try (Connection connection = stage.connect();
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.setFetchSize(PORTION);
                ResultSet rows = statement.executeQuery("""
                        SELECT id, primary_niche, coalesce(estimated_followers, 0) FROM user_cache
                         WHERE 'INFLUENCER' = ANY (roles) AND deleted_at IS NULL
                        """);
                while (rows.next()) {
                    add(elasticsearch, new Person(rows.getString(1), rows.getString(2), rows.getLong(3)));
                }
            }
            flush(elasticsearch);
            elasticsearch.send(HttpConnection.post("/activity/_refresh", "application/json", new byte[0]));
        }
    }

    private static Instant today() {
        return Instant.now().truncatedTo(ChronoUnit.DAYS);
    }

    private void add(HttpConnection elasticsearch, Person person) throws IOException {
        SplittableRandom random = new SplittableRandom(person.id().hashCode());
        for (int day = 0; day < DAYS; day++) {
            if (random.nextDouble() < person.chance()) {
                long usual = 1 + person.followers() / 1_000;
                add(person, today().minus(day, ChronoUnit.DAYS), 1 + random.nextLong(2 * usual));
            }
        }
        if (documents >= PORTION) {
            flush(elasticsearch);
        }
    }

    private void add(Person person, Instant day, long viewers) {
        lines.append("""
                {"index":{"_id":"%1$s|day|%2$d","routing":"%1$s","version":%7$d,"version_type":"external"}}
                {"user_id":"%1$s","grain":"day","at":%2$d000,"views":%3$d,"viewers":%3$d,"appearances":0,"favorites":0,\
                "roles":["INFLUENCER"],"niche":"%4$s","tier":"%5$s","followers":%6$d,"change":1}
                """.formatted(
                        person.id(),
                        day.getEpochSecond(),
                        viewers,
                        person.niche() == null ? "none" : person.niche(),
                        person.tier(),
                        person.followers(),
                        version));
        documents++;
    }

    private void flush(HttpConnection elasticsearch) throws IOException {
        if (documents > 0) {
            RawDocuments.write(
                    elasticsearch,
                    HttpConnection.post(
                            "/activity/_bulk",
                            "application/json",
                            lines.toString().getBytes(StandardCharsets.UTF_8)));
            lines.setLength(0);
            documents = 0;
        }
    }
}
