package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.AbstractServiceTests;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What is kept of a search, what never is, and what becomes of it when Postgres is away. */
class SearchHistoryIntegrationTests extends AbstractServiceTests {

    @Autowired
    private SearchHistory history;

    @Autowired
    private HistoryWriter rows;

    @Autowired
    private HistoryPartitions partitions;

    @Autowired
    private Pseudonyms pseudonyms;

    @Autowired
    private ServiceKeys keys;

    @Autowired
    private InstantSource clock;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private Instant now;

    @BeforeEach
    void startWithAnEmptyHistory() {
        now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        history.flush();
        database.sql("TRUNCATE search_history").update();
    }

    @Test
    void aSearchIsWrittenAsItWas() {
        history.add(new SearchRecord(
                " Zoë  \"Müller\"",
                "brands",
                Map.of("category", List.of("art", "{x,\"y\"}"), "location", List.of("Zürich")),
                12_345_678_901L,
                17,
                "anna",
                now,
                List.of()));
        history.flush();

        assertThat(database.sql("SELECT * FROM search_history").query().singleRow())
                .containsEntry("search_query", " Zoë  \"Müller\"")
                .containsEntry("normalized_query", "zoe \"muller\"")
                .containsEntry("search_type", "brands")
                .containsEntry("result_count", 12_345_678_901L)
                .containsEntry("duration_ms", 17)
                .containsEntry("searcher", pseudonyms.of("anna"));
        assertThat(database.sql("SELECT created_at FROM search_history")
                        .query(OffsetDateTime.class)
                        .single()
                        .toInstant())
                .isEqualTo(now);
        assertThat(count("SELECT count(*) FROM search_history WHERE filters ="
                        + " '{\"category\": [\"art\", \"{x,\\\"y\\\"}\"], \"location\": [\"Zürich\"]}'"))
                .isEqualTo(1);
    }

    @Test
    void anAnonymousSearchHasNoSearcher() {
        history.add(search("anna", null));
        history.flush();

        assertThat(count("SELECT count(*) FROM search_history WHERE searcher IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void nobodyCanBeToldFromTheirPseudonym() {
        history.add(search("fashion", "user-canary-58213"));
        history.add(search("travel", "user-canary-58213"));
        history.add(search("travel", "user-canary-58214"));
        history.flush();

        assertThat(everythingInTheDatabase()).contains("fashion").doesNotContain("canary");
        assertThat(count("SELECT count(DISTINCT searcher) FROM search_history")).isEqualTo(2);
        assertThat(pseudonyms.of("user-canary-58213"))
                .hasSize(22)
                .matches("[A-Za-z0-9_-]+")
                .isEqualTo(new Pseudonyms(keys).of("user-canary-58213"));
    }

    @Test
    void everyUseHasAKeyOfItsOwn() {
        assertThat(keys.key("cursor")).hasSize(72).isNotEqualTo(keys.key("pseudonym"));
        assertThat(keys.key("cursor")).isEqualTo(keys.key("cursor"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@example.com",
                "bob @ mail.example.com",
                "bob@mail",
                "+49 30 1234567",
            })
    void whatLooksLikeAnAddressOrAPhoneNumberIsNeverKept(String query) {
        history.add(search(query, null));
        history.add(new SearchRecord("anna", "crew", Map.of("location", List.of(query)), 1, 1, null, now, List.of()));
        history.flush();

        assertThat(count("SELECT count(*) FROM search_history")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"@anna.smith", "by @anna.smith", "example.com", "2024", ""})
    void otherTextIsKept(String query) {
        history.add(search(query, null));
        history.flush();

        assertThat(queries()).containsExactly(query);
    }

    @Test
    void aNumberThatIsAFilterIsNoPhoneNumber() {
        history.add(new SearchRecord(
                "anna", "crew", Map.of("minFollowers", List.of("1.0E7", "1000000.0")), 1, 1, null, now, List.of()));
        history.flush();

        assertThat(queries()).containsExactly("anna");
    }

    @Test
    void moreThanABatchIsWrittenAtOnce() {
        IntStream.range(0, 1234).forEach(i -> history.add(search("q" + i, null)));
        history.flush();

        assertThat(count("SELECT count(DISTINCT search_query) FROM search_history"))
                .isEqualTo(1234);
    }

    @Test
    void rowsSurviveAFailedFlush() {
        SearchHistory own = ownHistory();
        database.sql("ALTER TABLE search_history RENAME TO search_history_away").update();
        try {
            IntStream.range(0, 600).forEach(i -> own.add(search("q" + i, null)));
            own.flush();
            assertThat(counted("written")).isZero();
        } finally {
            database.sql("ALTER TABLE search_history_away RENAME TO search_history")
                    .update();
        }
        own.flush();

        assertThat(count("SELECT count(DISTINCT search_query) FROM search_history"))
                .isEqualTo(600);
        assertThat(counted("written")).isEqualTo(600);
        assertThat(counted("dropped") + counted("failed")).isZero();
    }

    @Test
    void aMissingPartitionIsMadeWhenItIsNeeded() {
        YearMonth nextMonth = YearMonth.from(now.atOffset(ZoneOffset.UTC)).plusMonths(1);
        Instant inNextMonth = nextMonth.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        database.sql("DROP TABLE IF EXISTS search_history_"
                        + nextMonth.toString().replace('-', '_'))
                .update();
        SearchHistory own = ownHistory();
        own.add(search("now", null));
        own.add(new SearchRecord("soon", "crew", Map.of(), 1, 1, null, inNextMonth, List.of()));
        own.flush();

        assertThat(queries()).containsExactlyInAnyOrder("now", "soon");
        assertThat(counted("written")).isEqualTo(2);
    }

    @Test
    void aRowThatPostgresRefusesHoldsUpNobody() {
        SearchHistory own = ownHistory();
        List.of("a", "b", "nul \0 character", "c", "d").forEach(query -> own.add(search(query, null)));
        own.flush();

        assertThat(queries()).containsExactlyInAnyOrder("a", "b", "c", "d");
        assertThat(counted("written")).isEqualTo(4);
        assertThat(counted("failed")).isEqualTo(1);
    }

    @Test
    void whatDoesNotFitIsDroppedAndCounted() {
        SearchHistory own = ownHistory();
        IntStream.range(0, SearchHistory.CAPACITY + 3).forEach(i -> own.add(search("q" + i, null)));
        assertThat(counted("dropped")).isEqualTo(3);
        own.flush();

        assertThat(queries()).hasSize(SearchHistory.CAPACITY).contains("q0").doesNotContain("q10000");
    }

    @Test
    void whatWaitsIsWrittenAtAStop() {
        SearchHistory own = ownHistory();
        own.start();
        own.add(search("last words", null));
        own.stop();

        assertThat(queries()).containsExactly("last words");
        assertThat(own.isRunning()).isFalse();
    }

    @Test
    void nothingIsRememberedWithoutARetention() {
        SearchHistory own = ownHistory(Duration.ZERO);
        own.add(search("forgotten at once", "anna"));
        own.flush();

        assertThat(queries()).isEmpty();
        assertThat(counted("written") + counted("dropped")).isZero();
    }

    private SearchHistory ownHistory() {
        return ownHistory(Duration.ofDays(90));
    }

    private SearchHistory ownHistory(Duration retention) {
        var properties = new HistoryProperties(retention, Duration.ofSeconds(10), Duration.ofMinutes(1));
        return new SearchHistory(rows, partitions, properties, meters);
    }

    private SearchRecord search(String query, @Nullable String searcher) {
        return new SearchRecord(query, "influencers", Map.of(), 1, 1, searcher, now, List.of());
    }

    private List<String> queries() {
        return database.sql("SELECT search_query FROM search_history")
                .query(String.class)
                .list();
    }

    private double counted(String outcome) {
        return meters.counter("user_service.search.history", "outcome", outcome).count();
    }
}
