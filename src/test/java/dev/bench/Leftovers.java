package dev.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** Removes the users a measurement has added, so that the next one finds the corpus and nothing else. */
record Leftovers(String prefix) {

    /** What the ids of users begin with that no other run has. */
    String ofThisRun() {
        return prefix + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";
    }

    void remove(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DELETE FROM user_cache WHERE id LIKE '" + prefix + "%'");
            statement.execute("DELETE FROM index_queue WHERE user_id LIKE '" + prefix + "%'");
            statement.execute("DELETE FROM webhook_inbox");
            statement.execute("VACUUM user_cache, index_queue, webhook_inbox");
            statement.execute("CHECKPOINT");
        }
    }

    void remove(HttpConnection elasticsearch) throws IOException {
        String query = "{\"query\":{\"prefix\":{\"id\":\"" + prefix + "\"}}}";
        RawDocuments.call(elasticsearch, HttpConnection.post("/users/_refresh", "application/json", new byte[0]));
        RawDocuments.call(
                elasticsearch,
                HttpConnection.post(
                        "/users/_delete_by_query?refresh=true&conflicts=proceed",
                        "application/json",
                        query.getBytes(StandardCharsets.UTF_8)));
    }

    void remove(Stage stage) throws SQLException, IOException {
        try (Connection connection = stage.connect();
                HttpConnection elasticsearch = new HttpConnection(stage.elasticsearch())) {
            remove(connection);
            remove(elasticsearch);
        }
    }
}
