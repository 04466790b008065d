package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading on with cursors: everybody once, whatever changes meanwhile, and only for the same query. */
class CursorIntegrationTests extends AbstractServiceTests {

    @BeforeEach
    void addPeople() {
        for (int n = 0; n < 40; n++) {
            Map<String, Object> fields = new HashMap<>();
            fields.put("firstName", "Anna");
            fields.put("lastName", n % 3 == 0 ? "Smith" : "Number" + n);
            if (n % 4 != 0) {
                fields.put("estimatedFollowers", 1000 * (n % 7));
                fields.put("engagementRate", 0.1 * (n % 5));
                fields.put("createdAt", "2026-01-%02dT00:00:00Z".formatted(1 + n % 6));
                fields.put("lastActiveAt", "2026-02-%02dT00:00:00Z".formatted(1 + n % 6));
            }
            service.userCreated(TestUsers.influencer("user-%02d".formatted(n), fields));
        }
        awaitIndexed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=anna",
                "q=annna",
                "q=anna+zebra",
                "q=",
                "sort=-followers",
                "sort=-engagement",
                "sort=newest",
                "sort=recentlyActive",
                "sort=-searchScore",
                "q=anna&sort=newest",
                "q=anna&facets=tier&tier=nano&tier=micro"
            })
    void cursorsReadTheSamePeopleInTheSameOrderAsOnePage(String query) {
        List<String> all = service.get("/search/influencers?size=100&" + query).hits();

        assertThat(all).hasSizeGreaterThanOrEqualTo(30);
        assertThat(readOn("/search/influencers?size=7&" + query, page -> {})).isEqualTo(all);
    }

    @Test
    void whoDoesNotChangeIsNeitherSkippedNorRepeatedWhileOthersDo() {
        List<String> before = service.search("anna").hits();
        assertThat(before).hasSize(20);

        List<String> read = readOn("/search/influencers?q=anna&size=5", page -> {
            String late = "late-" + page;
            service.userCreated(
                    TestUsers.influencer(late, Map.of("firstName", "Anna", "estimatedFollowers", 1_000_000)));
            service.userDeleted("{\"userId\":\"user-%02d\",\"version\":9}".formatted(page));
            service.userUpdated(
                    TestUsers.influencer("user-%02d".formatted(20 + page), Map.of("version", 2, "firstName", "Berta")));
            awaitIndexed();
        });

        List<String> unchanged = IntStream.range(0, 40)
                .filter(n -> (n >= 10 && n < 20) || n >= 30)
                .mapToObj("user-%02d"::formatted)
                .toList();
        assertThat(read).doesNotHaveDuplicates().containsAll(unchanged);
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
        Answer rest = service.get("/search/influencers?q=anna&size=100&cursor=" + cursor(first));

        assertThat(rest.hits()).hasSize(35).doesNotContainAnyElementsOf(first.hits());
        assertThat(rest.body().has("nextCursor")).isFalse();
    }

    @Test
    void aCursorIsGoodForItsOwnQueryOnly() {
        String cursor = cursor(service.get("/search/influencers?q=anna&size=5"));

        for (String other : List.of(
                "influencers?q=ann&cursor=" + cursor,
                "influencers?cursor=" + cursor,
                "users?q=anna&cursor=" + cursor,
                "influencers?q=anna&niche=food&cursor=" + cursor,
                "influencers?q=anna&sort=newest&cursor=" + cursor,
                "influencers?q=anna&cursor=" + cursor.substring(1),
                "influencers?q=anna&cursor=" + cursor.substring(0, cursor.length() - 2),
                "influencers?q=anna&cursor=" + (cursor.startsWith("A") ? "B" : "A") + cursor.substring(1),
                "influencers?q=anna&cursor=AAAA",
                "influencers?q=anna&cursor=%00",
                "influencers?q=anna&cursor=" + "A".repeat(1025),
                "influencers?q=anna&page=2&cursor=" + cursor)) {
            Answer answer = service.get("/search/" + other);
            assertThat(answer.status()).as(other).isEqualTo(400);
            assertThat(answer.faults()).as(other).containsExactly("cursor");
        }
    }

    @Test
    void noTextCanStandForAPartOfACursor() {
        String text = "anna x|[\"FUZZY\",1]";
        Answer first = service.get("/search/influencers?size=1&q=" + encoded(text));
        byte[] given = Base64.getUrlDecoder().decode(cursor(first));
        String content = new String(given, 16, given.length - 16, StandardCharsets.UTF_8);
        byte[] forged = ("[\"FUZZY\",1]|" + content).getBytes(StandardCharsets.UTF_8);
        byte[] signed = Arrays.copyOf(given, 16 + forged.length);
        System.arraycopy(forged, 0, signed, 16, forged.length);

        Answer answer = service.get("/search/influencers?q=anna+x&cursor="
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signed));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faults()).containsExactly("cursor");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
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
                .hasSize(10_140)
                .doesNotHaveDuplicates();
    }

    private static String cursor(Answer answer) {
        return answer.body().path("nextCursor").asText();
    }
}
