package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading on with cursors: everybody once, whatever changes meanwhile, and only for the same query. */
class CursorIntegrationTests extends AbstractServiceTests {

    private static final int PEOPLE = 60;
    private static final int SIGNATURE = 16;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    /** Searches that find most of the people; every order meets equal and missing values. */
    private static final String SEARCHES = """
            q=anna
            q=annna
            q=anna+zebra
            q=
            sort=-followers
            sort=-engagement
            sort=newest
            sort=recentlyActive
            sort=-searchScore
            q=anna&sort=-followers
            q=anna&sort=-engagement
            q=anna&sort=newest
            q=annna&sort=recentlyActive
            q=anna&facets=tier&tier=nano&tier=micro
            q=anna&highlight=true
            """;

    @BeforeEach
    void addPeople() {
        for (int n = 0; n < PEOPLE; n++) {
            Map<String, Object> fields = new HashMap<>();
            fields.put("firstName", "Anna");
            fields.put("lastName", n % 3 == 0 ? "Smith" : "Number" + n);
            if (n % 4 != 0) {
                fields.put("estimatedFollowers", 1000 * (n % 7));
                fields.put("engagementRate", 0.1 * (n % 5));
                fields.put("createdAt", "2026-01-%02dT00:00:00Z".formatted(1 + n % 6));
                fields.put("lastActiveAt", "2026-02-%02dT00:00:00Z".formatted(1 + n % 6));
            }
            service.userCreated(TestUsers.influencer(id(n), fields));
        }
        awaitIndexed();
    }

    private static String id(int n) {
        return "user-%02d".formatted(n);
    }

    @Test
    void cursorsReadTheSamePeopleInTheSameOrderAsPages() {
        SoftAssertions table = new SoftAssertions();
        SEARCHES.lines().forEach(search -> {
            String path = "/search/influencers?" + search;
            List<String> all = service.get(path + "&size=100").hits();
            table.assertThat(all).as(search).hasSizeGreaterThanOrEqualTo(45).doesNotHaveDuplicates();
            table.assertThat(readOn(path + "&size=7", page -> {})).as(search).isEqualTo(all);
            table.assertThat(IntStream.rangeClosed(1, 9)
                            .boxed()
                            .flatMap(page -> service.get(path + "&size=7&page=" + page).hits().stream()))
                    .as(search + " in pages")
                    .containsExactlyElementsOf(all);
        });
        table.assertAll();
    }

    @Test
    void theLastPageHasNoCursorUnlessItIsFull() {
        Answer last = service.get("/search/influencers?q=anna&size=" + PEOPLE);
        Answer after = service.get("/search/influencers?q=anna&size=" + PEOPLE + "&cursor=" + cursor(last));

        assertThat(after.hits()).isEmpty();
        assertThat(after.body().has("nextCursor")).isFalse();
        assertThat(service.get("/search/influencers?q=anna&size=" + (PEOPLE + 1))
                        .body()
                        .has("nextCursor"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=anna", "q=", "sort=-followers", "sort=newest", "q=anna&sort=recentlyActive"})
    void whoDoesNotChangeIsNeitherSkippedNorRepeatedWhileOthersDo(String search) {
        String now = Instant.now().toString();
        List<String> read = readOn("/search/influencers?size=9&" + search, page -> {
            service.userCreated(TestUsers.influencer(
                    "first-" + page,
                    Map.of(
                            "firstName",
                            "Anna",
                            "estimatedFollowers",
                            1_000_000,
                            "createdAt",
                            now,
                            "lastActiveAt",
                            now)));
            service.userCreated(TestUsers.influencer(
                    "z-last-" + page,
                    Map.of("firstName", "Anna", "lastName", "Last", "updatedAt", "2020-01-01T00:00:00Z")));
            service.userDeleted("{\"userId\":\"%s\",\"version\":9}".formatted(id(page)));
            service.userUpdated(TestUsers.influencer(id(20 + page), Map.of("version", 2, "firstName", "Berta")));
            service.userUpdated(TestUsers.influencer(
                    id(40 + page),
                    Map.of("version", 2, "firstName", "Anna", "estimatedFollowers", 900_000, "createdAt", now)));
            awaitIndexed();
        });

        Set<Integer> changed = Set.of(0, 20, 40);
        List<String> unchanged = IntStream.range(0, PEOPLE)
                .filter(n -> !changed.contains(n - n % 20) || n % 20 >= 10)
                .mapToObj(CursorIntegrationTests::id)
                .toList();
        assertThat(unchanged).hasSize(30);
        assertThat(read.stream().filter(unchanged::contains)).containsExactlyInAnyOrderElementsOf(unchanged);
        assertThat(read).as("whoever comes first came too late").noneMatch(id -> id.startsWith("first-"));
        assertThat(read).as("whoever comes last came in time").anyMatch(id -> id.startsWith("z-last-"));
    }

    private List<String> readOn(String path, IntConsumer between) {
        List<String> read = new ArrayList<>();
        Answer answer = service.get(path);
        read.addAll(answer.hits());
        for (int page = 0; answer.body().has("nextCursor"); page++) {
            between.accept(page);
            answer = service.get(
                    path + "&cursor=" + answer.body().path("nextCursor").asText());
            assertThat(answer.status()).isEqualTo(200);
            read.addAll(answer.hits());
        }
        return read;
    }

    @Test
    void theSizeMayChangeOnTheWay() {
        Answer first = service.get("/search/influencers?q=anna&size=5");
        Answer second = service.get("/search/influencers?q=anna&size=12&cursor=" + cursor(first));
        Answer rest = service.get("/search/influencers?q=anna&size=100&cursor=" + cursor(second));

        assertThat(Stream.of(first, second, rest).flatMap(page -> page.hits().stream()))
                .containsExactlyElementsOf(
                        service.get("/search/influencers?q=anna&size=100").hits());
        assertThat(rest.body().has("nextCursor")).isFalse();
    }

    @Test
    void aCursorIsGoodForItsOwnSearchHoweverItIsWritten() {
        Answer first = service.get("/search/influencers?q=anna&tier=nano&verified=false&size=5");
        String next = service.get("/search/influencers?q=anna&tier=nano&verified=false&size=5&cursor=" + cursor(first))
                .hits()
                .toString();

        assertThat(service.get("/search/influencers?cursor=" + cursor(first)
                                + "&limit=5&verified=false&query=+anna&tier=nano&highlight=true&facets=tier")
                        .hits())
                .hasToString(next)
                .hasSize(5);
    }

    @Test
    void aCursorIsRefusedByAnyOtherSearch() {
        String cursor = cursor(service.get("/search/influencers?q=anna&size=5"));
        String ofTwo = cursor(service.get("/search/influencers?tier=nano&minFollowers=0&size=5"));
        SoftAssertions table = new SoftAssertions();
        for (String other : List.of(
                "influencers?q=ann&cursor=" + cursor,
                "influencers?q=Anna&cursor=" + cursor,
                "influencers?cursor=" + cursor,
                "users?q=anna&cursor=" + cursor,
                "influencers?q=anna&niche=food&cursor=" + cursor,
                "influencers?q=anna&sort=newest&cursor=" + cursor,
                "influencers?q=anna&sort=-searchScore&cursor=" + cursor,
                "influencers?tier=nano&cursor=" + ofTwo,
                "influencers?tier=nano&minFollowers=1&cursor=" + ofTwo,
                "influencers?tier=nano&maxFollowers=0&cursor=" + ofTwo,
                "influencers?tier=micro&minFollowers=0&cursor=" + ofTwo,
                "influencers?q=anna&page=2&cursor=" + cursor,
                "influencers?q=anna&page=1&cursor=" + cursor)) {
            assertRefused(table, other);
        }
        table.assertAll();
    }

    @Test
    void aValueWithACommaIsNotTwoValues() {
        for (int n = 0; n < 3; n++) {
            service.userCreated(TestUsers.influencer(
                    "comma-" + n, Map.of("contentCategories", List.of("food", "travel", "food, travel"))));
        }
        awaitIndexed();
        String cursor = cursor(service.get("/search/influencers?category=food&category=travel&size=2"));

        SoftAssertions table = new SoftAssertions();
        assertRefused(table, "influencers?category=food,+travel&cursor=" + cursor);
        table.assertAll();
    }

    @Test
    void aTextThatLooksLikeTheInsideOfACursorIsNotTakenForIt() {
        String forged = "|[\"EXACT\",9999,1,\"a\"] anna";
        String signed = cursor(service.get(
                "/search/influencers?size=5&q=" + URLEncoder.encode("anna" + forged, StandardCharsets.UTF_8)));
        assertThat(signed).isNotEmpty();
        byte[] bytes = Base64.getUrlDecoder().decode(signed);
        byte[] inside = (forged.substring(1) + "|").getBytes(StandardCharsets.UTF_8);
        byte[] moved = ByteBuffer.allocate(bytes.length + inside.length)
                .put(bytes, 0, SIGNATURE)
                .put(inside)
                .put(bytes, SIGNATURE, bytes.length - SIGNATURE)
                .array();

        SoftAssertions table = new SoftAssertions();
        assertRefused(
                table,
                "influencers?q=anna&cursor="
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(moved));
        table.assertAll();
    }

    @Test
    void aCursorWithAnyCharacterChangedIsRefused() {
        SoftAssertions table = new SoftAssertions();
        for (String cursor : cursorsOfAllLengths()) {
            for (int at = 0; at < cursor.length(); at++) {
                char other = ALPHABET.charAt(ALPHABET.indexOf(cursor.charAt(at)) ^ 1);
                String changed = cursor.substring(0, at) + other + cursor.substring(at + 1);
                assertRefused(table, "influencers?niche=long&sort=-followers&cursor=" + changed);
            }
            assertRefused(table, "influencers?niche=long&sort=-followers&cursor=" + cursor + "=");
            assertRefused(table, "influencers?niche=long&sort=-followers&cursor=" + cursor + "==");
        }
        table.assertAll();
    }

    /** Base64 has bits to spare at the end of two lengths in three. */
    private List<String> cursorsOfAllLengths() {
        for (String id : List.of("z", "zz", "zzz")) {
            service.userCreated(TestUsers.influencer(id, Map.of("primaryNiche", "long", "estimatedFollowers", 1000)));
        }
        awaitIndexed();
        List<String> cursors = IntStream.rangeClosed(1, 3)
                .mapToObj(size -> service.get("/search/influencers?niche=long&sort=-followers&size=" + size))
                .map(CursorIntegrationTests::cursor)
                .toList();
        assertThat(cursors).extracting(cursor -> cursor.length() % 4).containsExactlyInAnyOrder(0, 2, 3);
        return cursors;
    }

    @Test
    void whatWasNeverGivenOutIsRefused() {
        String cursor = cursor(service.get("/search/influencers?q=anna&size=5"));
        SoftAssertions table = new SoftAssertions();
        for (int length = 0; length < cursor.length(); length++) {
            assertRefused(table, "influencers?q=anna&cursor=" + cursor.substring(0, length));
        }
        for (String other : List.of(
                cursor.substring(1),
                cursor + "A",
                cursor + cursor,
                "AAAA",
                "YW5uYSBhbmQgYmVuIGFuZCB6b2UgYW5kIGV2ZXJ5Ym9keSBlbHNl",
                "not+base64!",
                "%00",
                "%F0%9F%A5%91",
                "A".repeat(1024),
                "A".repeat(1025),
                "A".repeat(2000))) {
            assertRefused(table, "influencers?q=anna&cursor=" + other);
        }
        assertRefused(table, "influencers?q=anna&cursor=" + cursor + "&cursor=" + cursor);
        table.assertAll();
    }

    private void assertRefused(SoftAssertions table, String search) {
        Answer answer = service.get("/search/" + search);
        table.assertThat(answer.status()).as(search).isEqualTo(400);
        table.assertThat(answer.body().path("code").asText()).as(search).isEqualTo("invalid_parameter");
        table.assertThat(answer.faults()).as(search).containsExactly("cursor");
    }

    @Test
    void cursorsReachBeyondHitTenThousand() {
        database.sql("""
                        INSERT INTO user_cache (id, username, roles, status, is_active, search_score, last_sync_at,
                                                source_time, revision)
                        SELECT 'many-' || n, 'many' || n, '{INFLUENCER}', 'ACTIVE', true, 0.000001 * n, now(), now(),
                               nextval('revision')
                          FROM generate_series(1, 10100) n
                        """).update();
        database.sql("INSERT INTO index_queue SELECT id, revision, now(), now() FROM user_cache WHERE id LIKE 'many%'")
                .update();
        awaitIndexed();

        assertThat(readOn("/search/influencers?size=100", page -> {}))
                .hasSize(10_100 + PEOPLE)
                .doesNotHaveDuplicates();
    }

    private static String cursor(Answer answer) {
        return answer.body().path("nextCursor").asText();
    }
}
