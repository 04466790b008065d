package dev.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.userservice.indexing.SearchScore;
import dev.userservice.user.UserProfile;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/** Puts users into the cache and the queue as webhooks would, only faster. */
final class CorpusLoader {

    private static final int AT_ONCE = 20_000;
    private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Connection connection;

    CorpusLoader(Connection connection) {
        this.connection = connection;
    }

    void load(Stream<Map<String, Object>> users) throws SQLException {
        connection.setAutoCommit(false);
        execute("CREATE TEMP TABLE corpus (row jsonb) ON COMMIT DELETE ROWS");
        users.map(CorpusLoader::row).gather(Gatherers.windowFixed(AT_ONCE)).forEach(this::load);
        connection.commit();
        connection.setAutoCommit(true);
        execute("VACUUM ANALYZE user_cache");
    }

    private void load(List<String> rows) {
        try {
            String lines =
                    rows.stream().map(row -> row.replace("\\", "\\\\") + "\n").collect(Collectors.joining());
            new CopyManager(connection.unwrap(BaseConnection.class))
                    .copyIn("COPY corpus FROM STDIN", new StringReader(lines));
            execute("""
                    WITH loaded AS (
                        INSERT INTO user_cache
                        SELECT users.* FROM (SELECT row || jsonb_build_object('revision', nextval('revision')) AS row
                                               FROM corpus) AS numbered,
                               jsonb_populate_record(NULL::user_cache, row) AS users
                        RETURNING id, revision)
                    INSERT INTO index_queue (user_id, revision, queued_at, available_at)
                    SELECT id, revision, now(), now() FROM loaded
                    """);
            connection.commit();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The users cannot be loaded", e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String row(Map<String, Object> user) {
        Map<String, Object> row = new LinkedHashMap<>();
        user.forEach((field, value) -> row.put(SNAKE_CASE.translate(field), value));
        Object updatedAt = user.get("updatedAt");
        UserProfile profile = JSON.convertValue(user, UserProfile.class);
        row.put(
                "search_score",
                SearchScore.of(profile, Instant.parse(updatedAt.toString())).value());
        row.put("last_sync_at", updatedAt);
        row.put("source_version", 1);
        row.put("source_time", updatedAt);
        try {
            return JSON.writeValueAsString(row);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings, numbers and lists can be written", e);
        }
    }
}
