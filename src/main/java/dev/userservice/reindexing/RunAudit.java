package dev.userservice.reindexing;

import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Writes down who did what to which run, in the transaction that does it. */
@Repository
class RunAudit {

    private final JdbcClient jdbc;

    RunAudit(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void add(ReindexRun run, String actor, RunAction action, @Nullable Object detail) {
        jdbc.sql("""
                        INSERT INTO reindex_audit (run_id, actor, action, detail)
                        VALUES (:run, :actor, :action, :detail::jsonb)
                        """)
                .param("run", run.id())
                .param("actor", actor)
                .param("action", action.wireName())
                .param("detail", detail == null ? null : RunRows.write(detail), Types.VARCHAR)
                .update();
    }
}
