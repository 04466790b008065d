package dev.userservice.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.userservice.AbstractServiceTests;
import dev.userservice.HttpExchange;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Counters that cannot be are found, told of, and put right on demand; right ones are left alone. */
class ValidationIntegrationTests extends AbstractServiceTests {

    private final ValidationProperties everyHour =
            new ValidationProperties(Duration.ofHours(1), 1000, Duration.ofMinutes(1));

    @Autowired
    private InstantSource clock;

    @Autowired
    private CounterCheck counterCheck;

    @Autowired
    private ValidationRows rows;

    @BeforeEach
    void addPeople() {
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        service.userCreated(TestUsers.influencer("right", Map.of()));
        service.userCreated(TestUsers.influencer("gone", Map.of()));
        service.userDeleted("{\"userId\":\"gone\",\"version\":2}");
        awaitIndexed();
        YearMonth thisMonth = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        Stream.of(thisMonth, thisMonth.plusMonths(1))
                .forEach(month -> database.sql(
                                "CREATE TABLE IF NOT EXISTS user_activity_%s PARTITION OF user_activity FOR VALUES FROM ('%s-01T00:00:00Z') TO ('%s-01T00:00:00Z')"
                                        .formatted(month.toString().replace('-', '_'), month, month.plusMonths(1)))
                        .update());
        database.sql(
                        "INSERT INTO user_analytics (user_id, profile_views, unique_viewers, search_appearances, change, changed_at, scores_computed_at) VALUES ('right', 12, 4, 20, 1, now(), 'infinity'), ('anna', 12, 4, 20, 2, now(), 'infinity')")
                .update();
        database.sql(
                        "INSERT INTO user_activity (user_id, hour, views, viewers, appearances, change) SELECT id, date_trunc('hour', now()), 10, 4, 20, 3 FROM unnest(ARRAY['right', 'anna']) AS id")
                .update();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            total_below_hours     | UPDATE user_analytics SET profile_views = 9 WHERE user_id = 'anna'
            total_below_hours     | UPDATE user_analytics SET search_appearances = 0 WHERE user_id = 'anna'
            impossible_hour       | UPDATE user_activity SET viewers = 14 WHERE user_id = 'anna'
            impossible_hour       | UPDATE user_activity SET appearances = -1 WHERE user_id = 'anna'
            impossible_total      | UPDATE user_analytics SET unique_viewers = 16 WHERE user_id = 'anna'
            impossible_total      | UPDATE user_analytics SET favorites = -1 WHERE user_id = 'anna'
            future_hour           | UPDATE user_activity SET hour = hour + interval '2 hours' WHERE user_id = 'anna'
            impossible_score      | UPDATE user_analytics SET popularity_score = 1.01 WHERE user_id = 'anna'
            impossible_score      | UPDATE user_analytics SET engagement_score = 'NaN' WHERE user_id = 'anna'
            counts_of_the_deleted | UPDATE user_analytics SET user_id = 'gone' WHERE user_id = 'anna'
            """)
    void whatIsWrongIsFoundAndPutRight(String rule, String damage) {
        database.sql(damage).update();
        String right = rowsOfTheRight();

        JsonNode found = checked("{}");
        assertThat(brokenRules(found)).contains(rule);
        assertThat(finding(found, rule).path("examples").toString()).containsAnyOf("[\"anna\"]", "[\"gone\"]");
        assertThat(finding(found, rule).path("repaired").asLong()).isZero();
        assertThat(health()).contains("\"validation\":{\"status\":\"DEGRADED\"");
        assertThat(metrics()).contains("user_service_validation_open{rule=\"" + rule + "\"} 1.0");

        assertThat(finding(checked("{\"repair\": true}"), rule).path("repaired").asLong())
                .isEqualTo(1);
        assertThat(health()).contains("\"validation\":{\"status\":\"UP\"");

        assertThat(brokenRules(checked("{\"repair\": false}"))).isEmpty();
        assertThat(rowsOfTheRight()).isEqualTo(right);
    }

    @Test
    void whatIsRightIsLeftAlone() {
        JsonNode report = checked("{\"repair\": true}");

        assertThat(brokenRules(report)).isEmpty();
        assertThat(report.path("users").asLong()).isEqualTo(3);
        assertThat(report.path("index").asText()).isEqualTo("identical");
        assertThat(count("SELECT max(change) FROM user_analytics")).isEqualTo(2);
    }

    @Test
    void anIndexThatDiffersIsToldOf() {
        elasticsearch("DELETE", "/users/_doc/anna?refresh=true", "");

        JsonNode report = checked("{}");

        assertThat(report.path("index").asText()).isEqualTo("different");
        assertThat(report.path("indexDifferences").asLong()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"repair": "yes"} | 422
            {"x": 1}          | 422
            []                | 400
            {                 | 400
            """)
    void aBodyThatSaysSomethingElseIsRefused(String body, int status) {
        assertThat(post(body).status()).isEqualTo(status);
    }

    @Test
    void thereIsOneCheckAtATime() {
        database.sql("UPDATE analytics_validation SET leased_until = now() + interval '1 minute'")
                .update();
        try {
            Answer answer = post("{}");
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.body().path("code").asText()).isEqualTo("validation_running");
            assertThat(latest().path("running").asBoolean()).isTrue();
        } finally {
            database.sql("UPDATE analytics_validation SET leased_until = '-infinity'")
                    .update();
        }
    }

    private JsonNode checked(String body) {
        assertThat(post(body).status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !latest().path("running").asBoolean());
        return latest().path("report");
    }

    private Answer post(String body) {
        return service.send(service.request(
                        "/admin/analytics/validation",
                        "Authorization",
                        token("root", "ADMIN"),
                        "Content-Type",
                        "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private JsonNode latest() {
        return service.get("/admin/analytics/validation", "Authorization", token("root", "ADMIN"))
                .body();
    }

    private static JsonNode finding(JsonNode report, String rule) {
        return StreamSupport.stream(report.path("findings").spliterator(), false)
                .filter(finding -> finding.path("rule").asText().equals(rule))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> brokenRules(JsonNode report) {
        return StreamSupport.stream(report.path("findings").spliterator(), false)
                .filter(finding -> finding.path("users").asLong() > 0)
                .map(finding -> finding.path("rule").asText())
                .toList();
    }

    @Test
    void beforeTheFirstCheckItsAgeCountsFromTheStart() {
        var unchecked = new CounterChecks(counterCheck, rows, everyHour, new ObjectMapper());
        Instant start = clock.instant();
        var now = new AtomicReference<>(start);
        var meters = new SimpleMeterRegistry();
        new ValidationMetrics(unchecked, everyHour, now::get).bindTo(meters);

        now.set(start.plusSeconds(90));

        assertThat(meters.get("user_service.validation.age.seconds").gauge().value())
                .isEqualTo(90);
        assertThat(meters.get("user_service.validation.interval.seconds")
                        .gauge()
                        .value())
                .isEqualTo(3600);
    }

    @Test
    void whereCountersAreCheckedOnDemandNoIntervalIsTold() {
        assertThat(metrics()).contains("user_service_validation_interval_seconds NaN");
    }

    private String rowsOfTheRight() {
        return database.sql(
                        "SELECT a::text || h::text FROM user_analytics a JOIN user_activity h USING (user_id) WHERE user_id = 'right'")
                .query(String.class)
                .single();
    }

    private String health() {
        return operations("/actuator/health/sync");
    }

    private String metrics() {
        return operations("/actuator/prometheus");
    }

    private String operations(String path) {
        return HttpExchange.send(HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort + path))
                        .build())
                .body();
    }
}
