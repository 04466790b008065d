package dev.userservice.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.localservers.SharedServers;
import dev.userservice.AbstractServiceTests;
import dev.userservice.ElasticsearchRequests;
import dev.userservice.TestUsers;
import dev.userservice.indexing.IndexComparison;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** Whatever somebody altered behind the service's back is found and put right, and nothing else is touched. */
class DriftIntegrationTests extends AbstractServiceTests {

    @Autowired
    private DriftStep steps;

    @Autowired
    private DriftRanges ranges;

    @Autowired
    private MeterRegistry meters;

    @BeforeEach
    void addUsers() {
        IntStream.range(0, 20)
                .forEach(n -> service.userCreated(
                        TestUsers.influencer("user-%02d".formatted(n), Map.of("firstName", "Anna"))));
        service.userDeleted("{\"userId\":\"user-00\",\"version\":2}");
        awaitIndexed();
        database.sql("TRUNCATE drift_range").update();
        database.sql("INSERT INTO drift_range VALUES ('', now(), now())").update();
    }

    @Test
    void aCheckRepairsEveryKindOfDifferenceAndTouchesNothingElse() {
        Map<String, String> untouched = state();
        sabotage();

        JsonNode check = check("");
        assertThat(check.path("state").asText()).isEqualTo("running");
        assertThat(check.path("repair").asBoolean()).isTrue();
        awaitRepaired();

        JsonNode drift = drift();
        assertThat(drift.at("/lastCheck/users").asInt()).isGreaterThanOrEqualTo(19);
        assertThat(drift.at("/lastCheck/found").asInt()).isEqualTo(7);
        assertThat(found(drift)).isEqualTo(SABOTAGED);
        assertThat(verdict()).isEqualTo("identical");
        assertThat(hits())
                .doesNotContain("user-00", "user-05", "nobody", "nameless")
                .contains("user-01");
        SABOTAGED.keySet().forEach(untouched::remove);
        assertThat(state()).containsAllEntriesOf(untouched);
    }

    @Test
    void aCheckWithoutRepairOnlyTells() {
        sabotage();

        check("?repair=false");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> drift().at("/lastCheck/state").asText().equals("finished"));

        assertThat(found(drift())).isEqualTo(SABOTAGED);
        assertThat(drift().path("open").asInt()).isEqualTo(7);
        assertThat(verdict()).isEqualTo("different");
        assertThat(count("SELECT count(*) FROM index_queue")).isZero();
    }

    @Test
    void aRangeThatCannotBeComparedHoldsUpNoOther() {
        database.sql("UPDATE drift_range SET verified_at = '-infinity'").update();
        database.sql("INSERT INTO drift_range VALUES ('user-10', now(), now())").update();
        authService().users().put(TestUsers.influencer("user-01", Map.of("version", 2, "firstName", "Refused")));
        database.sql("ALTER TABLE user_cache ADD CONSTRAINT poison CHECK (first_name <> 'Refused')")
                .update();
        try {
            assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> steps.take(ranges.now(), true));

            assertThat(steps.take(ranges.now(), true)).isPresent();
            assertThat(steps.take(ranges.now().minusSeconds(60), true)).isEmpty();
        } finally {
            database.sql("ALTER TABLE user_cache DROP CONSTRAINT poison").update();
        }
    }

    @Test
    void whatARepairMadeIsNotUndoneByWhatComesLate() {
        sabotage();
        check("");
        awaitRepaired();

        service.userUpdated(TestUsers.influencer("user-03", Map.of("version", 2, "firstName", "Berta")));
        service.userCreated(TestUsers.influencer("nobody", Map.of("version", 1)));
        service.userCreated(TestUsers.influencer("user-00", Map.of("version", 1)));
        awaitIndexed();

        service.awaitHits("berta", "user-03");
        assertThat(hits()).contains("nobody").doesNotContain("user-00");
        assertThat(verdict()).isEqualTo("identical");
    }

    @Test
    void aVersionFarAheadInTheIndexIsOvertakenAndLaterChangesStillCount() {
        long ahead = count("SELECT last_value FROM revision") + 1_000_000;
        String document = elasticsearch("GET", "/users/_source/user-07", "").body();
        elasticsearch(
                "PUT", "/users/_doc/user-07?version_type=external&version=" + ahead, document.replace("Anna", "Eve"));

        check("");
        awaitRepaired();
        service.userUpdated(TestUsers.influencer("user-07", Map.of("version", 2, "firstName", "Berta")));
        awaitIndexed();

        service.awaitHits("berta", "user-07");
        assertThat(count("SELECT revision FROM user_cache WHERE id = 'user-07'"))
                .isGreaterThan(ahead);
        assertThat(verdict()).isEqualTo("identical");
    }

    @Test
    void aDocumentDeletedAgainAndAgainIsPutBack() {
        for (int i = 0; i < 30; i++) {
            elasticsearch("DELETE", "/users/_doc/user-19", "");
        }

        check("");
        awaitRepaired();

        assertThat(verdict()).isEqualTo("identical");
    }

    @Test
    void theAuthServiceDecidesWhereItCanBeAsked() {
        authService().users().put(TestUsers.influencer("user-01", Map.of("firstName", "Truth")));
        authService().users().put(TestUsers.influencer("user-77", Map.of("firstName", "Unheard")));
        database.sql("UPDATE user_cache SET bio = 'by hand' WHERE id = 'user-01'")
                .update();

        check("");
        awaitRepaired();

        service.awaitHits("truth", "user-01");
        service.awaitHits("unheard", "user-77");
        assertThat(count("SELECT count(*) FROM user_cache WHERE bio IS NOT NULL"))
                .isZero();
        assertThat(drift().at("/source/state").asText()).isEqualTo("compared");
        // told, not deleted: that is for a full read, within its cap
        assertThat(drift().at("/source/missing").asInt()).isEqualTo(18);
        assertThat(hits()).contains("user-02");
    }

    @Test
    void whoeverChangedJustNowIsTakenOverButNoWebhookOfThemIsLost() {
        double before = lost();
        sourceHas("user-01", "On its way", Duration.ofMinutes(9));
        sourceHas("user-02", "Lost", Duration.ofMinutes(11));

        check("");
        awaitRepaired();

        service.awaitHits("way", "user-01");
        service.awaitHits("lost", "user-02");
        assertThat(lost()).isEqualTo(before + 1);
    }

    @Test
    void whoeverChangedBeforeThereWasACacheIsTakenOverButNoWebhookOfThemIsLost() {
        double before = lost();
        sourceHas("user-77", "Unheard", Duration.ofDays(2));

        check("");
        awaitRepaired();

        service.awaitHits("unheard", "user-77");
        assertThat(lost()).isEqualTo(before);
    }

    @Test
    void aWebhookThatWasLostOfSomebodyNewIsCounted() {
        double before = lost();
        sourceHas("user-77", "Unheard", Duration.ofDays(2));
        database.sql("UPDATE flyway_schema_history SET installed_on = installed_on - interval '3 days'")
                .update();
        try {
            check("");
            awaitRepaired();
        } finally {
            database.sql("UPDATE flyway_schema_history SET installed_on = installed_on + interval '3 days'")
                    .update();
        }

        assertThat(lost()).isEqualTo(before + 1);
    }

    private static void sourceHas(String id, String firstName, Duration changedAgo) {
        Map<String, ?> fields = Map.of(
                "version",
                2,
                "firstName",
                firstName,
                "updatedAt",
                Instant.now().minus(changedAgo).toString());
        authService().users().put(TestUsers.influencer(id, fields));
    }

    private double lost() {
        return meters.counter("user_service.drift.source.corrected").count();
    }

    @Test
    void anAuthServiceThatCannotBeAskedHoldsNothingUpAndChangesNobody() {
        sabotage();
        authService().behaves(exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });

        check("");
        awaitRepaired();

        assertThat(found(drift())).isEqualTo(SABOTAGED);
        assertThat(drift().at("/source/state").asText()).isEqualTo("unavailable");
        assertThat(drift().at("/source/reason").asText()).isNotEmpty();
        assertThat(hits()).contains("user-02");
    }

    @ParameterizedTest
    @CsvSource({"1", "3", "7", "100"})
    void rangesSplitAsTheyAreComparedAndLeaveNobodyOut(int step) {
        Instant before = ranges.now();
        int compared = 0;
        for (var lease = ranges.claim(before, Duration.ofMinutes(1));
                lease.isPresent();
                lease = ranges.claim(before, Duration.ofMinutes(1))) {
            IndexComparison.Page page = comparison.first(lease.get().range(), step);
            ranges.verified(lease.get(), page);
            compared += page.rows();
        }

        assertThat(compared).isEqualTo(19);
        assertThat(ranges.oldestVerified()).isAfterOrEqualTo(before);
        assertThat(count("SELECT count(*) FROM drift_range")).isBetween(19L / step, 19L / step + 2);
    }

    @Autowired
    private IndexComparison comparison;

    @Test
    void aRangeIsComparedByOneAtATimeAndByAnotherWhenItsLeaseEnds() {
        Instant before = ranges.now();

        assertThat(ranges.claim(before, Duration.ofMinutes(1))).isPresent();
        assertThat(ranges.claim(before, Duration.ofMinutes(1))).isEmpty();

        database.sql("UPDATE drift_range SET leased_until = now() - interval '1 second'")
                .update();
        assertThat(ranges.claim(before, Duration.ofMinutes(1))).isPresent();
    }

    @Test
    void nobodyIsComparedTwiceBeforeTheTime() {
        Instant before = ranges.now();

        assertThat(steps.take(before, true)).isPresent();
        assertThat(steps.take(before, true)).isEmpty();
    }

    private static final Map<String, String> SABOTAGED = new TreeMap<>(Map.of(
            "user-00", "REVIVED",
            "user-01", "MISSING",
            "user-02", "STALE",
            "user-03", "ALTERED",
            "user-05", "ORPHANED",
            "nobody", "ORPHANED",
            "nameless", "ORPHANED"));

    private void sabotage() {
        elasticsearch("DELETE", "/users/_doc/user-01", "");
        database.sql("UPDATE user_cache SET revision = nextval('revision') WHERE id = 'user-02'")
                .update();
        elasticsearch("POST", "/users/_update/user-03", "{\"doc\":{\"bio\":\"by hand\"}}");
        database.sql("DELETE FROM user_cache WHERE id = 'user-05'").update();
        String document = elasticsearch("GET", "/users/_source/user-04", "").body();
        elasticsearch("PUT", "/users/_doc/user-00", document.replace("user-04", "user-00"));
        elasticsearch("PUT", "/users/_doc/nobody", document.replace("user-04", "nobody"));
        elasticsearch("PUT", "/users/_doc/nameless", document.replace("\"id\":\"user-04\",", ""));
        elasticsearch("POST", "/users/_refresh", "");
    }

    /** Every row, and every document with its version and the number of its last write. */
    private Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        database.sql("SELECT id, c::text AS row FROM user_cache c")
                .query((row, number) -> state.put(row.getString("id"), row.getString("row")))
                .list();
        ElasticsearchRequests.sendForJson(
                        SharedServers.get().elasticsearchUrl(),
                        "/users/_search?size=1000&version=true&seq_no_primary_term=true")
                .at("/hits/hits")
                .forEach(hit -> state.merge(hit.path("_id").asText(), hit.toString(), String::concat));
        state.replaceAll((id, text) -> text.replaceAll("\"_score\":[^,]*", ""));
        return state;
    }

    private void awaitRepaired() {
        await("a finished check that left nothing open")
                .atMost(Duration.ofSeconds(30))
                .until(() -> drift().at("/lastCheck/state").asText().equals("finished")
                        && drift().path("open").asInt() == 0);
        awaitIndexed();
    }

    private List<String> hits() {
        return service.get("/search/influencers?size=100").hits();
    }

    private JsonNode check(String query) {
        var answer = service.send(service.request("/sync/drift-check" + query, "Authorization", token("root", "ADMIN"))
                .POST(BodyPublishers.noBody())
                .build());
        assertThat(answer.status()).isEqualTo(202);
        return answer.body();
    }

    private JsonNode drift() {
        return service.get("/sync/drift", "Authorization", token("root", "ADMIN"))
                .body();
    }

    private String verdict() {
        return service.get("/sync/proof?deep=true", "Authorization", token("root", "ADMIN"))
                .body()
                .path("verdict")
                .asText();
    }

    private static Map<String, String> found(JsonNode drift) {
        Map<String, String> found = new TreeMap<>();
        drift.path("findings")
                .forEach(finding -> found.put(
                        finding.path("userId").asText(),
                        finding.path("kind").asText().toUpperCase(Locale.ROOT)));
        return found;
    }
}
