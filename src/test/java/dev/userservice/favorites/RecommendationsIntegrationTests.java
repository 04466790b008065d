package dev.userservice.favorites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.Service.Answer;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is recommended to whom, and why; and what nobody learns of others by it. */
class RecommendationsIntegrationTests extends AbstractFavoriteTests {

    @Autowired
    private CircuitBreakerRegistry breakers;

    @Autowired
    private InstantSource clock;

    @BeforeEach
    void addPeople() {
        add("ann", Map.of("firstName", "Ann", "primaryNiche", "Food", "primaryPlatform", "TikTok"));
        add("bea", Map.of("primaryNiche", "food", "primaryPlatform", "TikTok"));
        add("cook", Map.of("primaryNiche", "food", "estimatedFollowers", 900_000));
        add("gym", Map.of("primaryNiche", "fitness", "estimatedFollowers", 90_000));
        add("run", Map.of("primaryNiche", "fitness", "estimatedFollowers", 9_000));
        // found together with others only
        for (String brand : List.of("b1", "b2", "b3", "eve")) {
            add(brand, Map.of("roles", List.of("USER", "BRAND"), "companyName", brand));
        }
        awaitIndexed();
    }

    /** So many others have all of these as favorites. */
    private void others(String prefix, int number, String... users) {
        database.sql("""
                        INSERT INTO favorite
                        SELECT :prefix || n, u, now() + make_interval(secs => n * 10 + i)
                          FROM generate_series(1, :number) n CROSS JOIN unnest(:users::text[]) WITH ORDINALITY AS u (u, i)
                        """)
                .param("prefix", prefix)
                .param("number", number)
                .param("users", users)
                .update();
    }

    private Answer recommendations(String owner) {
        return send(owner, "GET", "/recommendations");
    }

    private List<String> recommended(String owner) {
        return ids(recommendations(owner), "recommendations");
    }

    private static List<String> recommended(Answer answer, String code) {
        return StreamSupport.stream(answer.body().path("recommendations").spliterator(), false)
                .filter(person -> person.at("/reason/code").asText().equals(code))
                .map(person -> person.path("id").asText())
                .toList();
    }

    private static JsonNode reason(Answer answer, String id) {
        return StreamSupport.stream(answer.body().path("recommendations").spliterator(), false)
                .filter(person -> person.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow()
                .path("reason");
    }

    @Test
    void everyWayToFindPeopleTakesItsTurnWithItsReason() {
        favor("eve", "ann");
        others("o", 7, "ann", "b1", "b2");

        Answer answer = recommendations("eve");

        assertThat(ids(answer, "recommendations")).containsExactly("b1", "bea", "cook", "b2", "gym");
        assertThat(answer.body().path("degraded").asBoolean(true)).isFalse();
        assertThat(reason(answer, "b1").toString()).isEqualTo("""
                {"code":"favorited_together","text":"At least 5 others have this person and Ann among their favorites",\
                "userIds":["ann"],"names":["Ann"],"people":5}""");
        assertThat(reason(answer, "bea").toString()).isEqualTo("""
                {"code":"similar_to_favorite","text":"Like Ann: same niche: food, same platform: TikTok",\
                "userIds":["ann"],"names":["Ann"],"shared":["same niche: food","same platform: TikTok"]}""");
        assertThat(reason(answer, "cook").toString()).isEqualTo("""
                {"code":"prominent_in_niche","text":"Among the first in food, the niche of 1 of your favorites",\
                "people":1,"niche":"food"}""");
        assertThat(reason(answer, "gym").toString()).isEqualTo("""
                {"code":"popular","text":"The first in fitness","niche":"fitness"}""");
    }

    /** Of people who are influencers of this niche, which the index does not know yet. */
    private void publishTrending(String niche, Instant asOf, String... users) {
        move(niche, users);
        leaveToAnotherInstance(niche, asOf);
        database.sql("""
                        INSERT INTO trending_place
                        SELECT :list, place, user_id, NULL, jsonb_set(CAST(:riser AS jsonb), '{userId}', to_jsonb(user_id))
                          FROM unnest(:users::text[]) WITH ORDINALITY AS listed (user_id, place)
                        """)
                .param("list", list(niche))
                .param("users", users)
                .param("riser", """
                        {"tier": "NANO", "niche": "unicycling", "growth": {"viewers": 1200, "expected": 240.0},
                         "views": 1300, "viewersBefore": 900, "hoursBefore": 672.0, "tierPerDay": 3.0, "series": []}
                        """)
                .update();
    }

    private void move(String niche, String... users) {
        database.sql(
                        "UPDATE user_cache SET primary_niche = :niche, roles = '{USER, INFLUENCER}' WHERE id = ANY (:users)")
                .param("niche", niche)
                .param("users", users)
                .update();
    }

    /** Which is making this week's list of a niche, and may have made one before. */
    private void leaveToAnotherInstance(String niche, @Nullable Instant asOf) {
        database.sql("INSERT INTO trending_list VALUES (:list, :asOf, NULL, :until)")
                .param("list", list(niche))
                .param("asOf", asOf == null ? null : asOf.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .param("until", clock.instant().plus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static String list(String niche) {
        return "influencers|7d||%d|%s|".formatted(niche.length(), niche);
    }

    @Test
    void whoIsTrendingInTheNicheOfAFavoriteIsRecommended() {
        add("uma", Map.of("primaryNiche", "Unicycling"));
        favor("eve", "uma");
        publishTrending("unicycling", clock.instant(), "b1");

        Answer answer = recommendations("eve");

        assertThat(recommended(answer, "rising_in_niche")).containsExactly("b1");
        assertThat(reason(answer, "b1").toString()).isEqualTo("""
                {"code":"rising_in_niche","text":"Trending in unicycling this week: 1,200 viewers, 5.0 times as many as could \
                be expected","niche":"unicycling"}""");
    }

    @Test
    void whoIsTrendingIsNotRecommendedToWhoeverDismissedThemNorToThemself() {
        add("uma", Map.of("primaryNiche", "Rowing"));
        favor("eve", "uma");
        publishTrending("rowing", clock.instant(), "b1", "eve", "b2");
        status("eve", "PUT", "/recommendations/dismissed/b1");

        assertThat(ids(send("eve", "GET", "/recommendations?limit=1"), "recommendations"))
                .containsExactly("b2");
        assertThat(recommended("eve")).contains("b2").doesNotContain("b1", "eve");
    }

    @Test
    void whoHasLeftTheNicheIsNotRecommendedForTrendingInIt() {
        add("uma", Map.of("primaryNiche", "Sailing"));
        favor("eve", "uma");
        publishTrending("sailing", clock.instant(), "b1", "b2");
        move("chess", "b1");

        assertThat(recommended(recommendations("eve"), "rising_in_niche")).containsExactly("b2");
    }

    @Test
    void anOldListOfWhoIsTrendingIsUsedAndItIsSaid() {
        add("uma", Map.of("primaryNiche", "Diving"));
        favor("eve", "uma");
        publishTrending("diving", clock.instant().minus(Duration.ofDays(1)), "b1");

        Answer answer = recommendations("eve");

        assertThat(recommended(answer, "rising_in_niche")).containsExactly("b1");
        assertThat(answer.body().path("degraded").asBoolean()).isTrue();
    }

    @Test
    void whileNobodyKnowsWhoIsTrendingItIsSaidAndAllNichesAreWaitedForTogether() {
        for (String niche : List.of("curling", "fencing", "kiting")) {
            add("fan-of-" + niche, Map.of("primaryNiche", niche));
            favor("eve", "fan-of-" + niche);
            leaveToAnotherInstance(niche, null);
        }
        awaitIndexed();

        // one after another they would take nine
        Answer answer = assertTimeout(Duration.ofSeconds(7), () -> recommendations("eve"));

        assertThat(ids(answer, "recommendations")).contains("cook", "gym");
        assertThat(answer.body().path("degraded").asBoolean()).isTrue();
    }

    @ParameterizedTest(name = "{0} others -> {1}")
    @CsvSource({"1, 0", "2, 0", "3, 3", "4, 3", "5, 5", "19, 10", "120, 100"})
    void fewerThanThreePeopleShowNothingAndMoreAreRoundedDown(int others, int told) {
        favor("eve", "ann");
        others("o", others, "ann", "b1");

        Answer answer = recommendations("eve");

        assertThat(recommended(answer, "favorited_together")).hasSize(told == 0 ? 0 : 1);
        if (told > 0) {
            assertThat(reason(answer, "b1").path("people").asInt()).isEqualTo(told);
        }
    }

    @Test
    void theOwnerIsNoneOfTheThree() {
        favor("eve", "ann", "b1");
        status("eve", "DELETE", "/favorites/b1");
        others("o", 2, "ann", "b1");

        assertThat(recommended(recommendations("eve"), "favorited_together")).isEmpty();
    }

    @Test
    void whoIsAFavoriteOfEverybodyIsNotTherebyCloseToAnybody() {
        favor("eve", "ann");
        others("fan", 300, "b1");
        others("o", 6, "ann", "b1");
        others("p", 4, "ann", "b2");

        assertThat(recommended(recommendations("eve"), "favorited_together")).containsExactly("b2", "b1");
    }

    @Test
    void whoIsKnownHiddenOrDismissedIsNotRecommended() {
        favor("eve", "ann", "b2");
        others("o", 5, "ann", "b1", "b2", "b3", "eve");
        add("cook", Map.of("version", 2, "status", "BANNED"));
        add("b3", Map.of("version", 2, "roles", List.of("BRAND"), "isActive", false));
        assertThat(recommended("eve")).contains("b1", "bea").doesNotContain("ann", "b2", "b3", "eve", "cook");

        assertThat(status("eve", "PUT", "/recommendations/dismissed/b1")).isEqualTo(204);
        assertThat(status("eve", "PUT", "/recommendations/dismissed/b1")).isEqualTo(204);
        assertThat(status("eve", "PUT", "/recommendations/dismissed/bea")).isEqualTo(204);
        assertThat(recommended("eve")).doesNotContain("b1", "bea");

        assertThat(status("eve", "DELETE", "/recommendations/dismissed/b1")).isEqualTo(204);
        assertThat(status("eve", "DELETE", "/recommendations/dismissed/b1")).isEqualTo(204);
        assertThat(recommended("eve")).contains("b1").doesNotContain("bea");
    }

    @Test
    void favoritesOfLongAgoAreNotRecommendedEither() {
        favor("eve", "cook");
        database.sql("""
                        INSERT INTO favorite SELECT 'eve', 'many-' || n, now() + make_interval(secs => n)
                          FROM generate_series(1, 1100) n
                        """).update();

        assertThat(recommended("eve")).containsExactly("gym");
    }

    @Test
    void nobodyIsAffectedByWhatOthersDismiss() {
        favor("eve", "ann");
        favor("adam", "ann");
        others("o", 3, "ann", "b1");
        status("adam", "PUT", "/recommendations/dismissed/b1");

        assertThat(recommended("eve")).contains("b1");
        assertThat(recommended("adam")).doesNotContain("b1");
    }

    @ParameterizedTest
    @CsvSource({"nobody, 404, unknown_user", "eve, 409, own_account", "banned, 404, unknown_user"})
    void whoCannotBeDismissedIsRefused(String user, int status, String code) {
        add("banned", Map.of("status", "BANNED"));

        Answer answer = send("eve", "PUT", "/recommendations/dismissed/" + user);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("code").asText()).isEqualTo(code);
    }

    @Test
    void withoutFavoritesTheFirstOfEachNicheIsRecommended() {
        Answer answer = recommendations("eve");

        assertThat(ids(answer, "recommendations")).containsExactly("cook", "gym");
        assertThat(recommended(answer, "popular")).hasSize(2);
        assertThat(answer.body().path("degraded").asBoolean(true)).isFalse();
    }

    @Test
    void withoutElasticsearchThoseOfOthersAreRecommendedAndItIsSaid() {
        favor("eve", "ann");
        others("o", 3, "ann", "b1");
        breakers.circuitBreaker("search").transitionToForcedOpenState();

        Answer answer = recommendations("eve");
        Answer cold = recommendations("adam");

        assertThat(ids(answer, "recommendations")).containsExactly("b1");
        assertThat(answer.body().path("degraded").asBoolean()).isTrue();
        assertThat(cold.status()).isEqualTo(200);
        assertThat(cold.body().toString()).isEqualTo("{\"recommendations\":[],\"degraded\":true}");
    }

    @Test
    void noMoreAreShownThanAskedFor() {
        favor("eve", "ann");
        others("o", 3, "ann", "b1", "b2");
        SoftAssertions table = new SoftAssertions();

        table.assertThat(ids(send("eve", "GET", "/recommendations?limit=2"), "recommendations"))
                .containsExactly("b1", "bea");
        table.assertThat(ids(send("eve", "GET", "/recommendations?size=1"), "recommendations"))
                .containsExactly("b1");
        for (String limit : List.of("0", "51", "x")) {
            table.assertThat(send("eve", "GET", "/recommendations?limit=" + limit)
                            .faults())
                    .containsExactly("limit");
        }
        table.assertThat(send("eve", "GET", "/recommendations?owner=ann").faults())
                .containsExactly("owner");
        table.assertAll();
    }

    @Test
    void dismissalsAreForgottenWithEitherOfTheTwo() {
        status("eve", "PUT", "/recommendations/dismissed/ann");
        status("ann", "PUT", "/recommendations/dismissed/bea");
        status("eve", "PUT", "/recommendations/dismissed/bea");

        service.userDeleted("{\"userId\":\"ann\",\"version\":2}");

        await().atMost(Duration.ofSeconds(10)).until(() -> trace("ann").equals("absent"));
        assertThat(database.sql("SELECT owner_id || ' ' || user_id FROM recommendation_dismissal")
                        .query(String.class)
                        .list())
                .containsExactly("eve bea");
    }

    private String trace(String id) {
        return service.get("/sync/users/" + id, "Authorization", token("root", "ADMIN"))
                .body()
                .at("/traces/favorites")
                .asText();
    }
}
