package dev.authservice.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Accounts as other services know them: everything but the password, with the version that orders changes. */
@Repository
public class UserDocuments {

    private static final String DOCUMENT = """
            SELECT (profile || jsonb_build_object(
                       'id', id, 'email', email, 'username', username, 'roles', roles, 'status', status,
                       'isActive', is_active, 'emailVerified', email_verified, 'createdAt', created_at,
                       'updatedAt', updated_at, 'version', version)
                   || CASE WHEN last_active_at IS NULL THEN '{}'
                           ELSE jsonb_build_object('lastActiveAt', last_active_at) END)::text
              FROM account
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    UserDocuments(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** The account as it is now. */
    public Optional<ObjectNode> of(String id) {
        return jdbc.sql(DOCUMENT + "WHERE id = :id")
                .param("id", id)
                .query(String.class)
                .optional()
                .map(this::parsed);
    }

    /** The first accounts behind {@code after} in the order of the ids' bytes; all have an id greater than nothing. */
    public List<ObjectNode> page(String after, int limit) {
        return jdbc
                .sql(DOCUMENT + "WHERE id > :after ORDER BY id LIMIT :limit")
                .param("after", after)
                .param("limit", limit)
                .query(String.class)
                .list()
                .stream()
                .map(this::parsed)
                .toList();
    }

    /** How many accounts there are. */
    public long count() {
        return jdbc.sql("SELECT count(*) FROM account").query(Long.class).single();
    }

    private ObjectNode parsed(String document) {
        try {
            return (ObjectNode) json.readTree(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Postgres writes JSON", e);
        }
    }
}
