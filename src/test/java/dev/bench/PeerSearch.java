package dev.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** How people are searched for where there is only Postgres. */
enum PeerSearch {
    FULL_TEXT("""
            SELECT %s FROM bench.person, plainto_tsquery('simple', ?) AS query
             WHERE document @@ query AND ? IN ('', primary_niche)
             ORDER BY ts_rank(document, query) * search_score DESC, id LIMIT 20
            """),
    SUBSTRING("""
            SELECT %s FROM bench.person, (SELECT ?::text) AS query (pattern)
             WHERE (username ILIKE pattern OR concat_ws(' ', first_name, last_name) ILIKE pattern OR bio ILIKE pattern)
               AND ? IN ('', primary_niche)
             ORDER BY created_at DESC LIMIT 20
            """);

    private static final String COLUMNS = "id, username, first_name, last_name, bio, location, profile_picture,"
            + " primary_niche, estimated_followers, engagement_rate, search_score";

    private final String sql;

    PeerSearch(String sql) {
        this.sql = sql;
    }

    /** A copy of the influencers who can be found, with an index for full text, unless it is there already. */
    static void prepare(Connection connection) throws SQLException {
        String people = "user_cache WHERE 'INFLUENCER' = ANY (roles) AND status = 'ACTIVE' AND is_active IS NOT FALSE"
                + " AND deleted_at IS NULL";
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS bench");
            if (Stage.number(connection, "SELECT count(to_regclass('bench.person'))") == 1
                    && Stage.number(connection, "SELECT count(*) FROM bench.person")
                            == Stage.number(connection, "SELECT count(*) FROM " + people)) {
                return;
            }
            statement.execute("DROP TABLE IF EXISTS bench.person");
            statement.execute("""
                    CREATE TABLE bench.person AS
                    SELECT %s, created_at,
                           setweight(to_tsvector('simple', username || ' ' || translate(username, '._', '  ')), 'A')
                           || setweight(to_tsvector('simple', concat_ws(' ', first_name, last_name)), 'B')
                           || setweight(to_tsvector('simple', coalesce(bio, '')), 'D') AS document
                      FROM %s
                    """.formatted(COLUMNS, people));
            statement.execute("CREATE INDEX ON bench.person USING gin (document)");
            statement.execute("VACUUM ANALYZE bench.person");
        }
    }

    /** Reads the first page and returns whom it shows. */
    List<String> find(Question question, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(sql.formatted(COLUMNS))) {
            statement.setString(1, parameter(question.text()));
            statement.setString(2, question.niche());
            List<String> ids = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
            return ids;
        }
    }

    private String parameter(String text) {
        return switch (this) {
            case FULL_TEXT -> text;
            case SUBSTRING -> "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
        };
    }

    /** Those who ask these questions. */
    Callers callers(Stage stage, List<Question> questions) {
        return () -> {
            Connection connection = stage.connect();
            return new Callers.Caller() {
                @Override
                public void perform(int task) throws SQLException {
                    find(questions.get(task % questions.size()), connection);
                }

                @Override
                public void close() throws SQLException {
                    connection.close();
                }
            };
        };
    }

    String words() {
        return switch (this) {
            case FULL_TEXT -> "Postgres full text";
            case SUBSTRING -> "ILIKE '%q%'";
        };
    }

    String goal() {
        return "incumbent: searches/s, of " + words();
    }
}
