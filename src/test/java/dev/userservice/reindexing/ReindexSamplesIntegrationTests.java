package dev.userservice.reindexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.userservice.Service;
import dev.userservice.ServiceTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What metrics and health tell of a run that cannot be looked up. */
class ReindexSamplesIntegrationTests extends AbstractReindexTests {

    @Autowired
    private ReindexSamples samples;

    @Autowired
    private MeterRegistry meters;

    @Test
    void aRunNobodyHasHeardOfForLongIsStalledAlsoWhilePostgresIsAway() {
        insertRunLastWorkedOn(Duration.ofSeconds(26));
        samples.takeSample();
        assertThat(stalled()).isZero();
        assertThat(health()).isEqualTo("UP");

        database.sql("ALTER TABLE reindex_run RENAME TO reindex_run_away").update();
        try {
            await().until(() -> stalled() == 1 && health().equals("DEGRADED"));
        } finally {
            database.sql("ALTER TABLE reindex_run_away RENAME TO reindex_run").update();
        }
    }

    // one that no worker takes
    private void insertRunLastWorkedOn(Duration ago) {
        Instant start = Instant.now().minus(ago);
        var step = new Lifecycle.Step(RunState.BUILDING, start, null, null);
        var lifecycle = new Lifecycle(RunState.BUILDING, false, false, List.of(step), null, null, null);
        database.sql("""
                        INSERT INTO reindex_run
                               (lifecycle, old_index, new_index, options, started_by, heartbeat_at, available_at)
                        VALUES (:lifecycle::jsonb, :old, :new, :options::jsonb, 'root',
                                now() - make_interval(secs => :ago), 'infinity')
                        """)
                .param("lifecycle", RunRows.write(lifecycle))
                .param("old", OLD)
                .param("new", NEW)
                .param("options", RunRows.write(new RunOptions(500, null, false, Duration.ofHours(1), false)))
                .param("ago", ago.toSeconds())
                .update();
    }

    private double stalled() {
        return meters.get("user_service.reindex.stalled").gauge().value();
    }

    private String health() {
        return new Service(managementPort, ServiceTest.SECRET)
                .get("/actuator/health/sync")
                .body()
                .at("/components/reindex/status")
                .asText();
    }
}
