package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What is told of what people search for: how much, since when, and never what few people searched for. */
class SearchTrendsIntegrationTests extends AbstractServiceTests {

    @Autowired
    private SearchHistory history;

    @Autowired
    private Vocabulary vocabulary;

    @Autowired
    private TrendRows rows;

    @Autowired
    private InstantSource clock;

    private Instant now;

    @BeforeEach
    void startNow() {
        now = clock.instant();
    }

    @Test
    void fivePeopleMakeATrendAndFourDoNotHoweverOftenTheySearch() {
        searched("street food", 5, 3, now);
        searched("fashion", 4, 3, now);
        IntStream.range(0, 50).forEach(i -> search("fashion", "person0", 3, now));
        IntStream.range(0, 50).forEach(i -> search("anonymous", null, 3, now));

        JsonNode trend = list("top", "").get(0);
        assertThat(terms("top", "")).containsExactly("street food");
        assertThat(terms("rising", "")).containsExactly("street food");
        assertThat(trend.path("people").asLong()).isEqualTo(5);
        assertThat(trend.path("searches").asLong()).isEqualTo(5);
        assertThat(trend.path("averageResults").asLong()).isEqualTo(3);
        assertThat(trend.path("isNew").asBoolean()).isTrue();
    }

    @Test
    void whatMostPeopleSearchForIsOnTopAndWhatMoreSearchForThanBeforeRises() {
        Instant yesterday = now.minus(Duration.ofHours(30));
        searched("giant", 60, 9, yesterday);
        searched("giant", 60, 9, now);
        searched("faded", 30, 9, yesterday);
        searched("faded", 6, 9, now);
        searched("riser", 20, 9, yesterday);
        searched("riser", 40, 9, now);
        searched("newcomer", 8, 9, now);

        assertThat(terms("top", "")).containsExactly("giant", "riser", "newcomer", "faded");
        assertThat(terms("rising", "")).containsExactly("newcomer", "riser");
        JsonNode riser = list("rising", "").get(1);
        assertThat(riser.path("formerPeople").asLong()).isEqualTo(20);
        assertThat(riser.path("growthPercent").asLong()).isBetween(100L, 109L);
        assertThat(riser.path("isNew").asBoolean()).isFalse();
        assertThat(list("rising", "").get(0).has("formerPeople")).isFalse();
    }

    @Test
    void whatRisesALittleIsFoundAmongManyThatMorePeopleSearchFor() {
        Instant yesterday = now.minus(Duration.ofHours(30));
        for (String steady : othersOfTheSameShardAs("zenith", 101)) {
            searched(steady, 14, 9, yesterday);
            searched(steady, 14, 9, now);
        }
        searched("zenith", 5, 9, yesterday);
        searched("zenith", 13, 9, now);

        assertThat(terms("rising", "")).containsExactly("zenith");
    }

    private List<String> othersOfTheSameShardAs(String term, int number) {
        return database.sql("""
                        SELECT other FROM (SELECT 'steady ' || n AS other FROM generate_series(1, 5000) AS n)
                         WHERE search_trend_shard(other) = search_trend_shard(:term) LIMIT :number
                        """)
                .param("term", term)
                .param("number", number)
                .query(String.class)
                .list();
    }

    @Test
    void aPersonCountsOnceInAWindowHoweverManyDaysTheySearchOn() {
        for (int day = 0; day < 6; day++) {
            searched("daily", 4, 9, now.minus(Duration.ofDays(day)));
            searched("weekly", 7, 9, now.minus(Duration.ofDays(day)));
        }

        assertThat(terms("top", "?window=7d")).containsExactly("weekly");
        assertThat(list("top", "?window=7d").get(0).path("people").asLong()).isEqualTo(7);
        assertThat(list("top", "?window=7d").get(0).path("searches").asLong()).isEqualTo(42);
        assertThat(terms("top", "?window=24h")).containsExactly("weekly");
    }

    @Test
    void eachWindowHasItsOwn() {
        searched("today", 5, 9, now);
        searched("this week", 5, 9, now.minus(Duration.ofDays(4)));
        searched("this month", 5, 9, now.minus(Duration.ofDays(20)));
        searched("long ago", 5, 9, now.minus(Duration.ofDays(40)));

        assertThat(terms("top", "?window=24h")).containsExactly("today");
        assertThat(terms("top", "?timeframe=7d")).containsExactlyInAnyOrder("today", "this week");
        assertThat(terms("top", "?window=30d")).containsExactlyInAnyOrder("today", "this week", "this month");
    }

    @Test
    void manyPeopleAreEstimated() {
        searched("crowd", 3000, 9, now);

        assertThat(list("top", "").get(0).path("people").asDouble()).isCloseTo(3000, within(1200.0));
        assertThat(list("top", "").get(0).path("searches").asLong()).isEqualTo(3000);
    }

    @Test
    void whatNobodyWasFoundForIsForAdmins() {
        searched("unicorns", 6, 0, now);
        searched("fashion", 6, 2, now);

        assertThat(terms("top", "")).containsExactly("fashion");
        assertThat(trends("").body().has("zeroResults")).isFalse();
        assertThat(trends("", token("anna", "USER")).body().toString()).doesNotContain("unicorns");
        assertThat(terms(trends("", token("root", "ADMIN")).body().path("zeroResults"), "query"))
                .containsExactly("unicorns");
    }

    @Test
    void nichesSearchedInVainAreTheDemandGap() {
        service.userCreated(TestUsers.influencer("anna", Map.of("primaryNiche", "Street Food")));
        awaitIndexed();
        vocabulary.refresh();
        IntStream.range(0, 3).forEach(i -> search("street food oslo", "words" + i, 0, now));
        IntStream.range(0, 3)
                .forEach(i -> history.add(search(
                        "",
                        "filter" + i,
                        0,
                        now,
                        Map.of("niche", List.of("Street Food", "Falconry"), "tier", List.of("mega")))));
        IntStream.range(0, 3)
                .forEach(i -> history.add(search("", "more" + i, 0, now, Map.of("category", List.of("falconry")))));
        searched("food", 9, 0, now);

        assertThat(terms(trends("").body().path("demandGap"), "niche")).containsExactly("street food");
        assertThat(terms(trends("", token("root", "ADMIN")).body().path("demandGap"), "niche"))
                .containsExactly("falconry", "street food");
        assertThat(trends("?kind=crew").body().path("demandGap")).isEmpty();
    }

    @Test
    void kindsOfSearchesAreToldApart() {
        IntStream.range(0, 5)
                .forEach(i ->
                        history.add(new SearchRecord("camera", "crew", Map.of(), 3, 1, "person" + i, now, List.of())));
        searched("camera", 4, 3, now);

        assertThat(terms("top", "?kind=influencers")).isEmpty();
        assertThat(list("top", "?kind=crew").get(0).path("searches").asLong()).isEqualTo(5);
        assertThat(list("top", "").get(0).path("searches").asLong()).isEqualTo(9);
        assertThat(list("top", "").get(0).path("people").asLong()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            window=1h            | window
            timeframe=1y         | timeframe
            kind=people          | kind
            limit=0              | limit
            limit=51             | limit
            format=xml           | format
            window=7d&window=30d | window
            niche=food           | niche
            """)
    void aBadParameterIsNamed(String parameters, String fault) {
        Answer answer = trends("?" + parameters);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faults()).containsExactly(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''          | text/csv                           | text/csv
            format=csv  | */*                                | text/csv
            format=csv  | application/json                   | text/csv
            format=json | text/csv                           | application/json
            ''          | application/json                   | application/json
            ''          | text/csv;q=0.5, application/json   | application/json
            ''          | */*                                | application/json
            """)
    void trendsAreATableForWhoeverPrefersOne(String parameters, String accept, String type) {
        var request = service.request("/analytics/search-trends?" + parameters, "Accept", accept);

        assertThat(service.sendRaw(request.GET().build())
                        .headers()
                        .firstValue("Content-Type")
                        .orElse(""))
                .startsWith(type);
    }

    @Test
    void theTableIsHarmless() {
        searched("=cmd|' /c calc'!a1, now", 5, 3, now);
        history.flush();

        String table = service.sendRaw(service.request("/analytics/search-trends?format=csv")
                        .GET()
                        .build())
                .body();
        assertThat(table)
                .startsWith("list,rank,term,people,searches,averageResults,isNew,formerPeople,growthPercent\r\n")
                .contains("\r\ntop,1,\"'=cmd|' /c calc'!a1, now\",5,5,3,true,,\r\n");
    }

    @Test
    void theTrendsForgetADeletedUser() {
        service.userCreated(TestUsers.influencer("anna", Map.of("username", "zyxanna77")));
        searched("fashion", 4, 3, now);
        searched("zyxanna77", 6, 3, now);
        history.flush();
        assertThat(service.get("/search/influencers?q=fashion", "Authorization", token("anna", "USER"))
                        .status())
                .isEqualTo(200);
        search("travel", "person0", 1, now);
        assertThat(terms("top", "")).containsExactly("zyxanna77", "fashion");

        service.userDeleted("{\"userId\":\"anna\",\"version\":2}");
        await().atMost(Duration.ofSeconds(10)).until(() -> terms("top", "").isEmpty());
        assertThat(count("SELECT count(*) FROM search_trend WHERE term = 'zyxanna77'"))
                .isZero();
        assertThat(count("SELECT count(*) FROM search_trend WHERE term = 'fashion' AND cardinality(people) = 4"))
                .isEqualTo(2);
    }

    @Test
    void whatNoWindowNeedsIsForgotten() {
        searched("old", 5, 3, now.minus(Duration.ofDays(4)));
        searched("ancient", 5, 3, now.minus(Duration.ofDays(63)));
        history.flush();
        rows.forgetOld();

        assertThat(database.sql("SELECT grain || ' ' || term FROM search_trend")
                        .query(String.class)
                        .list())
                .containsExactly("day old");
    }

    private List<String> terms(String list, String parameters) {
        return terms(list(list, parameters), "query");
    }

    private static List<String> terms(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(trend -> trend.path(name).asText())
                .toList();
    }

    private JsonNode list(String name, String parameters) {
        return trends(parameters).body().path(name);
    }

    private Answer trends(String parameters, String... token) {
        history.flush();
        return token.length == 0
                ? service.get("/analytics/search-trends" + parameters)
                : service.get("/analytics/search-trends" + parameters, "Authorization", token[0]);
    }

    private void searched(String query, int people, long results, Instant at) {
        IntStream.range(0, people).forEach(i -> search(query, "person" + i, results, at));
    }

    private void search(String query, String searcher, long results, Instant at) {
        history.add(search(query, searcher, results, at, Map.of()));
    }

    private static SearchRecord search(
            String query, String searcher, long results, Instant at, Map<String, List<String>> filters) {
        return new SearchRecord(query, "influencers", filters, results, 1, searcher, at, List.of());
    }
}
