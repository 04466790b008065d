package dev.userservice.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.localservers.SharedServers;
import dev.userservice.AbstractServiceTests;
import dev.userservice.ElasticsearchRequests;
import dev.userservice.TestUsers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How what happens to people moves their scores, and when it moves their documents. */
class ScoringIntegrationTests extends AbstractServiceTests {

    private final Instant now = InstantSource.system().instant();

    @Autowired
    private CounterRows rows;

    @Autowired
    private ActivityPartitions partitions;

    @Autowired
    private ScoreRows scoreRows;

    @Autowired
    private Scoring scoring;

    @BeforeEach
    void addThem() {
        for (String id : List.of("anna", "berta", "carla")) {
            service.userCreated(TestUsers.influencer(id, Map.of("lastActiveAt", now.toString())));
        }
        awaitIndexed();
    }

    private void view(String userId, Instant moment, int viewers) {
        partitions.createFor(List.of(moment));
        rows.add(
                List.of(LongStream.range(0, viewers)
                        .mapToObj(viewer -> Count.profileView(UserHour.of(userId, moment), viewer))
                        .reduce(Count::plus)
                        .orElseThrow()),
                List.of());
    }

    private double number(String table, String column, String userId) {
        return database.sql("SELECT " + column + " FROM " + table + " WHERE "
                        + (table.equals("user_cache") ? "id" : "user_id") + " = :id")
                .param("id", userId)
                .query(Double.class)
                .single();
    }

    private double searchScore(String userId) {
        return number("user_cache", "search_score", userId);
    }

    private double revision(String userId) {
        return number("user_cache", "revision", userId);
    }

    private double documentScore(String userId) {
        awaitIndexed();
        return ElasticsearchRequests.sendForJson(SharedServers.get().elasticsearchUrl(), "/users/_doc/" + userId)
                .at("/_source/searchScore")
                .asDouble();
    }

    /** As if this much time had passed since the scores were computed. */
    private void later(Duration time) {
        database.sql(
                        "UPDATE user_analytics SET scores_computed_at = scores_computed_at - make_interval(secs => :seconds),"
                                + " changed_at = changed_at - make_interval(secs => :seconds)")
                .param("seconds", time.toSeconds())
                .update();
    }

    @Test
    void whoIsLookedAtRisesInTheIndexAndWhoHardlyIsKeepsTheDocument() {
        double before = searchScore("anna");
        double revisionOfBerta = revision("berta");
        view("anna", now, 2_000);
        view("berta", now, 1);

        assertThat(scoring.computeSome()).isEqualTo(2);

        double popularity = number("user_analytics", "popularity_score", "anna");
        assertThat(popularity).isCloseTo(0.66, within(0.01));
        assertThat(number("user_analytics", "engagement_score", "anna")).isGreaterThan(0.95);
        assertThat(searchScore("anna"))
                .isCloseTo(before + (1 - before) * new Scores(popularity, 0.99).lift(), within(0.01));
        assertThat(documentScore("anna")).isEqualTo(searchScore("anna"));
        assertThat(number("user_analytics", "popularity_score", "berta")).isCloseTo(0.06, within(0.01));
        assertThat(revision("berta")).isEqualTo(revisionOfBerta);
    }

    @Test
    void whatHappenedTwoWeeksAgoCountsHalf() {
        Duration halfLife = Duration.ofDays(Scores.HALF_LIFE_DAYS);
        view("anna", now.minus(halfLife), 100);
        view("berta", now.minus(halfLife.multipliedBy(2)), 100);

        var recently = scoreRows.recently(Set.of("anna", "berta", "carla"));

        assertThat(recently.get("anna").viewers()).isCloseTo(50, within(0.5));
        assertThat(recently.get("berta").views()).isCloseTo(25, within(0.5));
        assertThat(recently.get("carla").views()).isZero();
    }

    @Test
    void whoIsQuietCools() {
        double before = searchScore("anna");
        view("anna", now, 2_000);
        scoring.computeSome();
        database.sql("TRUNCATE user_activity").update();
        assertThat(scoring.computeSome()).isZero();

        later(Duration.ofHours(13));

        assertThat(scoring.computeSome()).isEqualTo(1);
        assertThat(number("user_analytics", "popularity_score", "anna")).isZero();
        assertThat(documentScore("anna")).isCloseTo(before, within(1e-6));
    }

    @Test
    void whoIsLookedAtAgainIsComputedAgainSoon() {
        view("anna", now, 10);
        view("berta", now, 10);
        scoring.computeSome();
        view("anna", now, 20);
        assertThat(scoring.computeSome()).isZero();

        later(Duration.ofMinutes(6));
        view("anna", now, 30);

        assertThat(scoring.computeSome()).isEqualTo(1);
        assertThat(number("user_analytics", "popularity_score", "anna"))
                .isGreaterThan(number("user_analytics", "popularity_score", "berta"));
    }

    @Test
    void aChangeOfTheProfileKeepsTheLiftAndADeleteEndsIt() {
        double before = searchScore("anna");
        view("anna", now, 2_000);
        scoring.computeSome();
        double lifted = searchScore("anna");

        service.userUpdated(TestUsers.influencer("anna", Map.of("version", 2, "lastActiveAt", now.toString())));
        assertThat(searchScore("anna")).isCloseTo(lifted, within(1e-6));

        service.userDeleted("{\"userId\":\"anna\",\"version\":3}");
        service.userCreated(TestUsers.influencer("anna", Map.of("version", 4, "lastActiveAt", now.toString())));
        assertThat(searchScore("anna")).isCloseTo(before, within(1e-6));
        scoring.computeSome();
        assertThat(searchScore("anna")).isCloseTo(before, within(1e-6));
    }

    @Test
    void cacheAndIndexStayIdentical() {
        view("anna", now, 2_000);
        scoring.computeSome();
        awaitIndexed();

        assertThat(service.get("/sync/proof", "Authorization", token("root", "ADMIN"))
                        .body()
                        .path("verdict")
                        .asText())
                .isEqualTo("identical");
    }
}
