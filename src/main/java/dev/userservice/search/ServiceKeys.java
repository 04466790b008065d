package dev.userservice.search;

import java.nio.charset.StandardCharsets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The random keys that all instances share, made once with the database. */
@Repository
class ServiceKeys {

    private final JdbcClient jdbc;

    ServiceKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    byte[] key(String name) {
        return jdbc.sql("SELECT value FROM service_key WHERE name = :name")
                .param("name", name)
                .query(String.class)
                .single()
                .getBytes(StandardCharsets.UTF_8);
    }
}
