package dev.userservice.indexing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The indices every change is written to: one that serves searches, and those that are to, or no longer do. */
@Repository
public class WriteTargets {

    private final JdbcClient jdbc;

    WriteTargets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An index to write to; {@code troubled} if it did not take all of the writes before. */
    record Target(String index, boolean serving, boolean troubled) {

        String alias() {
            return UserIndex.writers(index);
        }
    }

    /** All of them, the serving one first, and which version of the set this is. */
    record Current(long version, List<Target> targets) {}

    /** A document that an index refuses, and the kind of refusal. */
    public record Refusal(String userId, String reason) {}

    private record Row(long version, @Nullable String index, boolean serving, boolean troubled) {}

    Current current() {
        List<Row> rows = jdbc.sql("""
                        SELECT v.version, t.index_name AS index, coalesce(t.serving, false) AS serving,
                               t.troubled_since IS NOT NULL AS troubled
                          FROM write_target_version v LEFT JOIN write_target t ON t.lost IS NULL
                         ORDER BY serving DESC, index
                        """).query(Row.class).list();
        return new Current(
                rows.getFirst().version(),
                rows.stream().flatMap(WriteTargets::target).toList());
    }

    private static Stream<Target> target(Row row) {
        return Optional.ofNullable(row.index()).map(index -> new Target(index, row.serving(), row.troubled())).stream();
    }

    /** The index that serves searches, as far as Postgres knows. */
    public Optional<String> serving() {
        return jdbc.sql("SELECT index_name FROM write_target WHERE serving")
                .query(String.class)
                .optional();
    }

    /** Takes the first index for the serving one, unless another instance was faster. */
    @Transactional
    void begin(String index) {
        jdbc.sql("INSERT INTO write_target (index_name, serving) VALUES (:index, true) ON CONFLICT DO NOTHING")
                .param("index", index)
                .update();
        changed();
    }

    /** From the end of this transaction on every change is written to this index too. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(String index) {
        jdbc.sql("INSERT INTO write_target (index_name, serving) VALUES (:index, false)")
                .param("index", index)
                .update();
        changed();
    }

    /**
     * This index serves searches from now on, the one before does not.
     *
     * @throws IllegalStateException if it was given up, and takes no writes
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void serve(String index) {
        jdbc.sql("UPDATE write_target SET serving = false WHERE serving AND index_name <> :index")
                .param("index", index)
                .update();
        int taken = jdbc.sql("""
                        UPDATE write_target SET serving = true, troubled_since = NULL
                         WHERE index_name = :index AND lost IS NULL
                        """).param("index", index).update();
        if (taken == 0) {
            throw new IllegalStateException(index + " is no write target");
        }
        changed();
    }

    /** Nothing is written to this index any more, unless it serves searches. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(String index) {
        jdbc.sql("DELETE FROM write_target WHERE index_name = :index AND NOT serving")
                .param("index", index)
                .update();
        jdbc.sql("DELETE FROM write_target_refusal WHERE index_name = :index")
                .param("index", index)
                .update();
        changed();
    }

    /** Why nothing is written to this index any more, if it was given up. */
    public Optional<String> lost(String index) {
        return jdbc.sql("SELECT lost FROM write_target WHERE index_name = :index AND lost IS NOT NULL")
                .param("index", index)
                .query(String.class)
                .optional();
    }

    /** Notes that an index took writes and this one did not; gives it up after so much time of that. */
    @Transactional
    void troubled(String index, String reason, Duration patience) {
        int lost = jdbc.sql("""
                        UPDATE write_target SET lost = :reason
                         WHERE index_name = :index AND NOT serving AND lost IS NULL
                           AND troubled_since < now() - make_interval(secs => :patience)
                        """)
                .param("index", index)
                .param("reason", reason)
                .param("patience", patience.toMillis() / 1000.0)
                .update();
        if (lost > 0) {
            changed();
        } else {
            jdbc.sql(
                            "UPDATE write_target SET troubled_since = coalesce(troubled_since, now()) WHERE index_name = :index")
                    .param("index", index)
                    .update();
        }
    }

    void recovered(String index) {
        jdbc.sql("UPDATE write_target SET troubled_since = NULL WHERE index_name = :index")
                .param("index", index)
                .update();
    }

    /** Notes documents, by user, that an index refuses. */
    public void refused(String index, Map<String, String> reasons) {
        jdbc.sql("""
                        INSERT INTO write_target_refusal (index_name, user_id, reason)
                        SELECT :index, id, reason FROM unnest(:ids::text[], :reasons::text[]) AS r (id, reason)
                         ORDER BY id COLLATE "C"
                            ON CONFLICT (index_name, user_id) DO UPDATE SET reason = EXCLUDED.reason
                        """)
                .param("index", index)
                .param("ids", reasons.keySet().toArray(String[]::new))
                .param("reasons", reasons.values().toArray(String[]::new))
                .update();
    }

    /** Forgets what was refused, before the same users are tried once more. */
    public void forgetRefusals(String index) {
        jdbc.sql("DELETE FROM write_target_refusal WHERE index_name = :index")
                .param("index", index)
                .update();
    }

    /** How many documents this index refuses, apart from those that the serving one refuses too. */
    public long refusals(String index) {
        return jdbc.sql("""
                        SELECT count(*) FROM write_target_refusal r WHERE index_name = :index AND NOT EXISTS
                               (SELECT FROM index_queue q WHERE q.user_id = r.user_id AND q.quarantined IS NOT NULL)
                        """).param("index", index).query(Long.class).single();
    }

    /** Some of the documents that this index refuses. */
    public List<Refusal> firstRefusals(String index, int most) {
        return jdbc.sql("""
                        SELECT user_id, reason FROM write_target_refusal WHERE index_name = :index
                         ORDER BY user_id LIMIT :most
                        """)
                .param("index", index)
                .param("most", most)
                .query(Refusal.class)
                .list();
    }

    private void changed() {
        jdbc.sql("UPDATE write_target_version SET version = version + 1").update();
    }
}
