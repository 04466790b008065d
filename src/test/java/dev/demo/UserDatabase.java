package dev.demo;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Asks the service's own database how full it is. */
record UserDatabase(String url) {

    long users() {
        return count("SELECT count(*) FROM user_cache");
    }

    boolean hasQueue() {
        return count("SELECT count(*) FROM index_queue WHERE quarantined IS NULL") > 0;
    }

    private long count(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer: " + e.getMessage(), e);
        }
    }

    private Connection connect() throws SQLException {
        if (url.startsWith("jdbc:")) {
            return DriverManager.getConnection(url);
        }
        URI uri = URI.create(url);
        String[] user = (uri.getUserInfo() == null ? "" : uri.getUserInfo()).split(":", 2);
        String jdbc = "jdbc:postgresql://%s%s%s%s"
                .formatted(
                        uri.getHost(),
                        uri.getPort() < 0 ? "" : ":" + uri.getPort(),
                        uri.getRawPath(),
                        uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        return user[0].isEmpty()
                ? DriverManager.getConnection(jdbc)
                : DriverManager.getConnection(jdbc, user[0], user.length > 1 ? user[1] : "");
    }
}
