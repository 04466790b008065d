package dev.authservice.account;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Knows which ids are spent: none is given to anybody else. */
@Repository
class DeletedAccounts {

    private final JdbcClient jdbc;

    DeletedAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean contains(String id) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM deleted_account WHERE id = :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }
}
