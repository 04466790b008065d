package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import dev.userservice.user.PublicUser;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is never shown, paging, and hostile input. */
class SearchIntegrationTests extends AbstractServiceTests {

    @BeforeEach
    void addPeople() {
        add("u-anna", "the.travel_anna92", "Anna", "Müller", 182_000, "Slow travel by train");
        add("u-mark", "mark", "Marcus", "Aurelius", 12, "Stoic");
        add("u-markus", "markus_official", "Mark", "Hamill", 9_000_000, "Actor");
        add("u-marko", "marko", "Marko", "Polo", 50_000, "Silk and spices");
        add("u-fan", "fan-of-everybody", "Fan", "Club", 20_000_000, "We love mark and anna müller, travel too");
        add("u-zoe", "ZoeCooks", "Zoë", "Kravitz", 800, "Vegan recipes 🥑");
        add("u-wang", "xiaoming", "小明", "王", 3_000, "北京美食博主");
        add("u-renee", "renee_z", "Renee", "Zellweger", 70_000, "Films");
        add("u-renee2", "renee.c", "Renée", "Clair", 90, "Chansons");
        add("u-ohara", "scarlett", "Scarlett", "O'Hara-Wilkes", 400, "Tomorrow is another day");
        awaitIndexed();
    }

    private void add(String id, String username, String firstName, String lastName, long followers, String bio) {
        service.userCreated(TestUsers.influencer(
                id,
                Map.of(
                        "username", username,
                        "firstName", firstName,
                        "lastName", lastName,
                        "estimatedFollowers", followers,
                        "bio", bio)));
    }

    @Test
    void withoutAQueryTheMostProminentComeFirst() {
        assertThat(service.get("/search/influencers").hits().subList(0, 3))
                .containsExactly("u-fan", "u-markus", "u-anna");
    }

    @ParameterizedTest
    @CsvSource({
        "BANNED, true",
        "SUSPENDED, true",
        "INACTIVE, true",
        "PENDING_VERIFICATION, true",
        "ACTIVE, false",
        "WHATEVER, true"
    })
    void onlyActiveAccountsAreShown(String status, boolean active) {
        service.userUpdated(TestUsers.influencer(
                "u-anna", Map.of("version", 2, "firstName", "Anna", "status", status, "isActive", active)));
        awaitIndexed();

        assertThat(service.search("anna").hits()).doesNotContain("u-anna");
        assertThat(service.search("u-anna").hits()).isEmpty();
        assertThat(service.get("/public/users/u-anna").status()).isEqualTo(404);
    }

    @Test
    void aUserWithoutAStatusIsNotShown() {
        service.userCreated("{\"id\":\"ghost\",\"username\":\"ghost\",\"version\":1,\"roles\":[\"INFLUENCER\"]}");
        awaitIndexed();

        assertThat(service.search("ghost").hits()).isEmpty();
    }

    @Test
    void peopleWhoAreNotInfluencersAreNotAmongInfluencers() {
        service.userCreated(TestUsers.influencer("acme", Map.of("roles", List.of("USER", "BRAND"))));
        awaitIndexed();

        assertThat(service.search("acme").hits()).isEmpty();
        assertThat(service.get("/public/users/acme").status()).isEqualTo(200);
    }

    @Test
    void pagesFollowOneAnotherWithoutGapsOrRepeats() {
        List<String> all = service.get("/search/influencers?size=10").hits();
        List<String> pages = new java.util.ArrayList<>();
        for (int page = 1; page <= 4; page++) {
            pages.addAll(service.get("/search/influencers?limit=3&page=" + page).hits());
        }

        assertThat(all).hasSize(10);
        assertThat(pages).isEqualTo(all);
        assertThat(service.get("/search/influencers?size=3&page=5").hits()).isEmpty();
    }

    @Test
    void anAnswerSaysHowManyThereAreAndHowFreshItIs() {
        JsonNode answer = service.get("/search/influencers?query=mark&size=2").body();

        assertThat(answer.at("/total/value").asInt()).isEqualTo(4);
        assertThat(answer.at("/total/relation").asText()).isEqualTo("eq");
        assertThat(answer.path("page").asInt()).isEqualTo(1);
        assertThat(answer.path("size").asInt()).isEqualTo(2);
        assertThat(answer.path("degraded").asBoolean(true)).isFalse();
        assertThat(answer.path("queryId").asText()).isNotBlank();
        assertThat(Instant.parse(answer.path("asOf").asText()))
                .isBetween(Instant.now().minus(Duration.ofSeconds(10)), Instant.now());
    }

    @Test
    void aHitHasNothingThatOnlyTheIndexNeeds() {
        Set<String> fields = new HashSet<>();
        service.get("/search/users?size=100&highlight=true&q=mark")
                .body()
                .path("hits")
                .forEach(hit -> hit.fieldNames().forEachRemaining(fields::add));

        assertThat(fields).contains("id", "username", "highlight").isSubsetOf(publicFields());
    }

    private static Set<String> publicFields() {
        return Stream.concat(
                        Arrays.stream(PublicUser.class.getRecordComponents()).map(RecordComponent::getName),
                        Stream.of("highlight"))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @CsvSource({
        "the.travel_anna92, all_words",
        "mark, all_words",
        "hamyll, with_typos",
        "hamyll zebra, some_words",
        "mark zebra, some_words",
        "zebra, ''",
        "'', ''"
    })
    void anAnswerSaysHowTheBestHitHasTheWords(String text, String matched) {
        assertThat(service.search(text).body().path("matched").asText()).isEqualTo(matched);
    }

    @Test
    void whoIsLikeTheNameApartFromALetterIsAboveWhoIsLikeItApartFromTwo() {
        service.userCreated(TestUsers.influencer("unknown", Map.of("lastName", "Brindelmax")));
        service.userCreated(TestUsers.influencer(
                "famous", Map.of("lastName", "Brundelmey", "estimatedFollowers", 9_000_000, "verified", true)));
        awaitIndexed();

        assertThat(service.search("brindelmay").hits()).containsExactly("unknown", "famous");
        assertThat(service.search("brindelmay").body().path("suggestion").asText())
                .isEqualTo("brindelmax");
    }

    @Test
    void aPageOfGuessesSaysSo() {
        service.userCreated(TestUsers.influencer("exact-1", Map.of("bio", "brindelmay")));
        service.userCreated(TestUsers.influencer("exact-2", Map.of("bio", "brindelmay")));
        service.userCreated(TestUsers.influencer("guess-1", Map.of("lastName", "Brindelmax")));
        service.userCreated(TestUsers.influencer("guess-2", Map.of("lastName", "Brindelmaz")));
        awaitIndexed();

        for (Map.Entry<String, String> page : Map.of(
                        "&page=1", "all_words", "&page=2", "with_typos", "&sort=newest", "all_words")
                .entrySet()) {
            Answer answer = service.get("/search/influencers?q=brindelmay&size=2" + page.getKey());
            assertThat(answer.hits()).as(page.getKey()).hasSize(2);
            assertThat(answer.body().path("matched").asText()).as(page.getKey()).isEqualTo(page.getValue());
        }
        String next = service.get("/search/influencers?q=brindelmay&size=2")
                .body()
                .path("nextCursor")
                .asText();
        assertThat(service.get("/search/influencers?q=brindelmay&size=2&cursor=" + next)
                        .body()
                        .path("matched")
                        .asText())
                .isEqualTo("with_typos");
    }

    @Test
    void inAnyOrderAndOnAnyPageTheWordsMatchAlike() {
        for (String rest : List.of("&sort=-followers", "&page=2&size=1", "&explain=false&facets=niche")) {
            assertThat(service.get("/search/influencers?q=mark" + rest)
                            .body()
                            .path("matched")
                            .asText())
                    .as(rest)
                    .isEqualTo("all_words");
        }
    }

    @Test
    void aHitHasOnlyPublicFields() {
        service.userCreated(TestUsers.influencer(
                "all", Map.of("email", "all@example.com", "roles", List.of("USER", "INFLUENCER", "ADMIN"))));
        awaitIndexed();

        var fields = new TreeSet<String>();
        JsonNode hit = service.search("all").body().at("/hits/0");
        hit.fieldNames().forEachRemaining(fields::add);

        assertThat(fields).containsExactly("id", "roles", "updatedAt", "username", "verified");
        assertThat(hit.path("roles").toString()).doesNotContain("ADMIN");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "?*",
                "/.*n/",
                "email:*",
                "_exists_:x",
                "anna~2",
                "\"",
                "\\",
                "AND OR NOT",
                "{\"query\":{\"match_all\":{}}}",
                "'; DROP TABLE user_cache; --",
                "${jndi:ldap://x}",
                "\u202Eanna",
                "\uFF9F\uFF9F\uFF9F\uFF9F\uFF9F",
                "🥑🥑",
                "!!!",
                "the",
                "%",
                "(((",
                "[* TO *]",
                "\u0301"
            })
    void operatorsAreLiteralText(String text) {
        Answer answer = service.search(text);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.hits()).as("only who really has these words").hasSizeLessThan(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"size=0", "size=101", "page=0", "page=501", "sort=email", "q=a&q=b", "foo=1", "size=1e1"})
    void badParametersAreProblemsThatNameThem(String parameters) {
        Answer answer = service.get("/search/influencers?" + parameters);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body().path("code").asText()).isEqualTo("invalid_parameter");
        assertThat(answer.faults()).containsExactly(parameters.substring(0, parameters.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/search/influencers?q=%ZZ",
                "/search/influencers?q=%",
                "/search/influencers?q=%00",
                "/search\\x",
                "/%zz",
                "/search/influencers?%0d%0aX:1=1"
            })
    void malformedEncodingIsTheCallersFault(String path) throws IOException {
        assertThat(service.rawGet(path)).startsWith("HTTP/1.1 400").contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "q=%FF, q",
        "q=caf%E9, q",
        "q=%C3, q",
        "q=%C0%AF, q",
        "q=%ED%A0%80, q",
        "q=%F5%80%80%80, q",
        "q=%ZZ, q",
        "niche=food&niche=%80, niche",
        "query=%FF, query",
        "limit=0, limit",
        "limit=%FF, limit",
        "query=a&query=b, query"
    })
    void aParameterIsNamedAsItWasGiven(String parameters, String named) throws IOException {
        assertThat(service.rawGet("/search/influencers?" + parameters))
                .startsWith("HTTP/1.1 400")
                .contains("\"parameter\":\"" + named + "\"");
        assertThat(service.rawGet("/search/suggestions?" + parameters)).startsWith("HTTP/1.1 400");
    }

    @Test
    void theReplacementCharacterItselfIsText() {
        assertThat(service.get("/search/influencers?q=%EF%BF%BD+anna").status()).isEqualTo(200);
    }

    @Test
    void aRequestLineWithoutEndIsRefused() throws IOException {
        assertThat(service.rawGet("/search/influencers?q=" + "a".repeat(64_000)))
                .startsWith("HTTP/1.1 4");
    }
}
