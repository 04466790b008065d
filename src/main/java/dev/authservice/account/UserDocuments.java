package dev.authservice.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Accounts as other services know them: everything but the password, with the version that orders changes. */
@Repository
public class UserDocuments {

    private static final String DOCUMENT = """
            SELECT id, (profile || jsonb_build_object(
                       'id', id, 'email', email, 'username', username, 'roles', roles, 'status', status,
                       'isActive', is_active, 'emailVerified', email_verified, 'createdAt', created_at,
                       'updatedAt', updated_at, 'version', version)
                   || CASE WHEN last_active_at IS NULL THEN '{}'
                           ELSE jsonb_build_object('lastActiveAt', last_active_at) END)::text AS document
              FROM account
            """;

    // the User Service reads at most twice as much
    private static final int LARGE_PAGE = 8 * 1024 * 1024;

    private static final String PAGE = """
            SELECT document
              FROM (SELECT id, document, sum(octet_length(document)) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING)
                                         - octet_length(document) AS bytes_before
                      FROM (%s WHERE id > :after ORDER BY id LIMIT :limit) AS following) AS measured
             WHERE bytes_before < :large ORDER BY id
            """.formatted(DOCUMENT);

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
                .query(this::document)
                .optional();
    }

    /**
     * The first accounts behind {@code after} in the order of the ids' bytes; all have an id greater than nothing. They
     * are fewer than {@code limit} if there are no more, or if a page of them would be larger than services read.
     */
    public List<ObjectNode> page(String after, int limit) {
        return jdbc.sql(PAGE)
                .param("after", after)
                .param("limit", limit)
                .param("large", LARGE_PAGE)
                .query(this::document)
                .list();
    }

    /** Whether there are accounts behind this id. */
    public boolean isMoreAfter(String id) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM account WHERE id > :id)")
                .param("id", id)
                .query(Boolean.class)
                .single();
    }

    /** How many accounts there are; beyond five millions, which take long to count, about how many. */
    public long count() {
        return jdbc.sql("""
                        SELECT CASE WHEN reltuples > 5e6 THEN reltuples::bigint
                                    ELSE (SELECT count(*) FROM account) END
                          FROM pg_class WHERE oid = 'account'::regclass
                        """).query(Long.class).single();
    }

    private ObjectNode document(ResultSet row, int number) throws SQLException {
        try {
            return (ObjectNode) json.readTree(row.getString("document"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Postgres writes JSON", e);
        }
    }
}
