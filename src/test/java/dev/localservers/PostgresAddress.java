package dev.localservers;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A {@code postgresql://user:password@host:port/database} address. */
record PostgresAddress(URI uri) {

    static PostgresAddress parse(String url) {
        return new PostgresAddress(URI.create(url));
    }

    Connection connect() throws SQLException {
        var user = uri.getUserInfo().split(":", 2);
        var jdbc = "jdbc:postgresql://%s:%s%s?loginTimeout=10&socketTimeout=60"
                .formatted(uri.getHost(), uri.getPort() < 0 ? 5432 : uri.getPort(), uri.getPath());
        return DriverManager.getConnection(jdbc, user[0], user.length > 1 ? user[1] : "");
    }

    /** Makes an empty database on the same server, in place of one of that name, and returns its address. */
    PostgresAddress freshDatabase(String name) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS \"%s\" WITH (FORCE)".formatted(name));
            statement.execute("CREATE DATABASE \"%s\"".formatted(name));
            return new PostgresAddress(uri.resolve("/" + name));
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create the database " + name, e);
        }
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
