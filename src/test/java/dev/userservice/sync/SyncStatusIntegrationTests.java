package dev.userservice.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service;
import dev.userservice.ServiceTest;
import dev.userservice.TestUsers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** One answer tells how synchronization stands, and health agrees with it. */
class SyncStatusIntegrationTests extends AbstractServiceTests {

    @Autowired
    private DriftRanges ranges;

    @Autowired
    private DriftFindings findings;

    @Autowired
    private WebhookInbox inbox;

    private Service operations;

    @BeforeEach
    void openTheOperationsPort() {
        operations = new Service(managementPort, ServiceTest.SECRET);
    }

    @AfterEach
    void forgetFindings() {
        database.sql("TRUNCATE drift_finding").update();
        database.sql("UPDATE drift_range SET verified_at = now()").update();
    }

    @Test
    void aQuietServiceIsOkAndTellsHowFreshItIs() {
        Instant before = Instant.now();
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        awaitIndexed();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            JsonNode status = status();
            assertThat(status.path("state").asText()).isEqualTo("ok");
            assertThat(status.path("reasons")).isEmpty();
            assertThat(status.path("lastWebhookAt").asText()).isNotEmpty();
            assertThat(Instant.parse(status.path("lastWebhookAt").asText())).isAfter(before.minusSeconds(1));
            assertThat(status.at("/queue/depth").asInt()).isZero();
            assertThat(status.at("/queue/late").asInt()).isZero();
            assertThat(status.at("/drift/open").asInt()).isZero();
            for (String stretch : new String[] {"webhookToCache", "cacheToIndex", "cacheToSearchable"}) {
                JsonNode lag = status.at("/lagMs/" + stretch);
                assertThat(lag.path("changes").asInt()).as(stretch).isPositive();
                assertThat(lag.path("p50").asLong())
                        .isLessThanOrEqualTo(lag.path("p95").asLong());
                assertThat(lag.path("p95").asLong())
                        .isLessThanOrEqualTo(lag.path("p99").asLong());
            }
        });
        assertThat(health().path("status").asText()).isEqualTo("UP");
    }

    @Test
    void whatWaitsForTheIndexTooLongIsCountedAndDegrades() {
        database.sql("""
                        INSERT INTO index_queue (user_id, revision, queued_at, available_at)
                        VALUES ('late', 1, now() - interval '40 seconds', now() + interval '1 hour')
                        """).update();

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            JsonNode status = status();
            assertThat(status.path("state").asText()).isEqualTo("degraded");
            assertThat(status.path("reasons").toString()).contains("changes wait for the index since 4");
            assertThat(status.at("/queue/late").asInt()).isOne();
            assertThat(status.at("/queue/depth").asInt()).isOne();
        });
    }

    @Test
    void aDifferenceThatStaysDegradesWithAReason() {
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        awaitIndexed();
        elasticsearch("DELETE", "/users/_doc/anna", "");
        database.sql("INSERT INTO drift_finding VALUES ('anna', 'MISSING', now() - interval '6 minutes', 0, NULL)")
                .update();

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(health().path("status").asText()).isEqualTo("DEGRADED");
            assertThat(health().at("/components/drift/details/reason").asText())
                    .isEqualTo("1 documents differ from the cache and are not repaired");
            assertThat(status().path("reasons").toString()).contains("1 documents differ");
            assertThat(status().at("/drift/open").asInt()).isOne();
        });
        assertThat(operations.get("/actuator/health/readiness").status()).isEqualTo(200);
    }

    @Test
    void theAgeOfTheLastWebhookGrowsForAsLongAsNoneComes() {
        database.sql("""
                        INSERT INTO webhook_inbox (webhook_id, received_at)
                        VALUES ('last', now() - interval '30 days'), ('earlier', now() - interval '31 days')
                        """).update();

        inbox.forgetOld();

        assertThat(count("SELECT count(*) FROM webhook_inbox")).isOne();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(metric("user_service_webhooks_last_age_seconds"))
                        .isBetween(30 * 86_400.0, 30 * 86_400.0 + 60));
    }

    @Test
    void theAgeOfTheOldestComparisonIsPublished() {
        database.sql("UPDATE drift_range SET verified_at = now() - interval '2 hours'")
                .update();

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(metric("user_service_drift_oldest_verified_seconds")).isBetween(7_200.0, 7_260.0);
            assertThat(metric("user_service_drift_open")).isZero();
        });
    }

    @ParameterizedTest
    @CsvSource({"100, 43200", "0, NaN"})
    void itIsToldWithinWhichTimeEverybodyIsToBeComparedIfAnybodyIs(int rate, Double seconds) {
        Duration any = Duration.ofMinutes(1);
        var properties = new DriftProperties(rate, true, 1000, any, any, Duration.ofHours(12), any, any, any);
        var meters = new SimpleMeterRegistry();

        new SyncSamples(ranges, findings, inbox, properties, InstantSource.system()).register(meters);

        assertThat(meters.get("user_service.drift.within.seconds").gauge().value())
                .isEqualTo(seconds);
    }

    private double metric(String name) {
        String metrics = operations
                .sendRaw(operations.request("/actuator/prometheus").build())
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode health() {
        return operations.get("/actuator/health/sync").body();
    }

    private JsonNode status() {
        return service.get("/sync/sync-status", "Authorization", token("root", "ADMIN"))
                .body();
    }
}
