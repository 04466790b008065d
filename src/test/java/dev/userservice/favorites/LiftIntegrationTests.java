package dev.userservice.favorites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.Service.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Favorites stand higher in their owner's own searches, never above a better match, and nobody else notices. */
class LiftIntegrationTests extends AbstractFavoriteTests {

    /** What eve searches for, her favorites, and the order she gets; the order of others is that with none. */
    private static final String ORDERS = """
            q=anna              | -           | anna a1 a2 a3 bio
            q=anna              | a3          | anna a3 a1 a2 bio
            q=anna              | a3 a2       | anna a2 a3 a1 bio
            q=anna              | bio         | anna a1 a2 a3 bio
            q=annna             | a3          | a3 a1 a2 anna bio
            q=                  | -           | a1 a2 a3 bio anna
            q=                  | a2          | a2 a1 a3 bio anna
            q=                  | a3          | a1 a2 a3 bio anna
            q=                  | bio         | a1 a2 bio a3 anna
            sort=-followers     | bio         | a1 a2 a3 anna bio
            q=anna&favorites=false | a3       | anna a1 a2 a3 bio
            q=anna&favorites=true  | a3       | anna a3 a1 a2 bio
            """;

    @Autowired
    private TransactionTemplate transactions;

    @BeforeEach
    void addPeople() {
        add("a1", Map.of("firstName", "Anna", "lastName", "One", "estimatedFollowers", 900_000));
        add("a2", Map.of("firstName", "Anna", "lastName", "Two", "estimatedFollowers", 500_000));
        add("a3", Map.of("firstName", "Anna", "lastName", "Three", "estimatedFollowers", 10));
        add("anna", Map.of("estimatedFollowers", 5));
        add("bio", Map.of("bio", "Friend of anna", "estimatedFollowers", 2));
        awaitIndexed();
        removeAll();
    }

    // through the service, which remembers favorites for a few seconds
    private void removeAll() {
        status("eve", "PUT", "/favorites/a1");
        favorites("eve").forEach(user -> status("eve", "DELETE", "/favorites/" + user));
    }

    private Answer search(String caller, String parameters) {
        return send(caller, "GET", "/search/influencers?" + parameters);
    }

    @Test
    void favoritesComeFirstAmongThoseWhoMatchEquallyWell() {
        SoftAssertions table = new SoftAssertions();
        for (String line : ORDERS.lines().toList()) {
            List<String> row = List.of(line.split("\\s*\\|\\s*"));
            removeAll();
            if (!row.get(1).equals("-")) {
                favor("eve", row.get(1).split(" "));
            }
            table.assertThat(search("eve", row.get(0).strip()).hits())
                    .as(line)
                    .containsExactly(row.get(2).split(" "));
        }
        table.assertAll();
    }

    @Test
    void nobodyElseNotices() {
        for (String parameters : List.of("q=anna", "q=")) {
            List<String> anonymous =
                    service.get("/search/influencers?" + parameters).hits();
            favor("eve", "a2", "bio");
            assertThat(search("eve", parameters).hits()).isNotEqualTo(anonymous);
            assertThat(search("adam", parameters).hits()).isEqualTo(anonymous);
            assertThat(service.get("/search/influencers?" + parameters).hits()).isEqualTo(anonymous);
            status("eve", "DELETE", "/favorites/a2");
            status("eve", "DELETE", "/favorites/bio");
            assertThat(search("eve", parameters).hits()).isEqualTo(anonymous);
        }
    }

    @Test
    void anExplanationNamesIt() {
        assertThat(status("root", "PUT", "/favorites/a3")).isEqualTo(201);
        String withWords = explained("q=anna");
        String browsing = explained("q=");

        assertThat(withWords).containsOnlyOnce("times 1.5 as one of your favorites");
        assertThat(browsing).containsOnlyOnce("one of your favorites: 0.1 more");
    }

    private String explained(String parameters) {
        return service.get("/search/influencers?explain=true&" + parameters, "Authorization", token("root", "ADMIN"))
                .body()
                .toString();
    }

    @Test
    void cursorsReadEverybodyOnceWhateverBecomesAFavoriteMeanwhile() {
        addMany();
        for (String parameters : List.of("q=anna", "q=")) {
            for (String first : List.of("m05", "")) {
                removeAll();
                if (!first.isEmpty()) {
                    favor("eve", first);
                }
                List<String> all = search("eve", parameters + "&size=100").hits();

                List<String> read = readOn(
                        parameters, page -> favor("eve", "m%02d".formatted(39 - page), "m%02d".formatted(10 + page)));

                assertThat(read)
                        .as(parameters + " with " + first)
                        .isEqualTo(all)
                        .hasSizeGreaterThan(40);
            }
        }
    }

    @Test
    void whoIsAFavoriteNoMoreIsReadAtItsOwnPlaceAndEverybodyElseOnce() {
        addMany();
        favor("eve", "m38", "m39");
        List<String> read = readOn("q=anna", page -> status("eve", "DELETE", "/favorites/m39"));

        assertThat(read.stream().filter(id -> id.equals("m39"))).hasSize(2);
        assertThat(read.stream().filter(id -> !id.equals("m39")))
                .doesNotHaveDuplicates()
                .hasSize(44);
    }

    private void addMany() {
        IntStream.range(0, 40)
                .forEach(n -> add("m%02d".formatted(n), Map.of("firstName", "Anna", "lastName", "M" + n)));
        awaitIndexed();
    }

    private List<String> readOn(String parameters, IntConsumer between) {
        List<String> read = new ArrayList<>();
        Answer answer = search("eve", parameters + "&size=9");
        read.addAll(answer.hits());
        for (int page = 0; answer.body().has("nextCursor"); page++) {
            between.accept(page);
            answer = search("eve", parameters + "&size=9&cursor=" + cursor(answer));
            assertThat(answer.status()).isEqualTo(200);
            read.addAll(answer.hits());
        }
        return read;
    }

    @Test
    void aCursorWithFavoritesIsOfNoUseToAnybodyElse() {
        favor("eve", "a3");
        String cursor = cursor(search("eve", "q=anna&size=2"));
        SoftAssertions table = new SoftAssertions();

        table.assertThat(search("eve", "q=anna&size=2&cursor=" + cursor).hits()).containsExactly("a1", "a2");
        table.assertThat(search("adam", "q=anna&cursor=" + cursor).faults()).containsExactly("cursor");
        table.assertThat(
                        search("eve", "q=anna&favorites=false&cursor=" + cursor).faults())
                .containsExactly("cursor");
        table.assertThat(service.get("/search/influencers?q=anna&cursor=" + cursor)
                        .faults())
                .containsExactly("cursor");
        table.assertThat(search("eve", "q=anna&cursor=" + cursor.substring(1)).faults())
                .containsExactly("cursor");
        table.assertAll();
    }

    @Test
    void aSearchDoesNotWaitForFavorites() {
        favor("eve", "a3");
        transactions.executeWithoutResult(transaction -> {
            database.sql("LOCK TABLE favorite IN ACCESS EXCLUSIVE MODE").update();
            long started = System.nanoTime();

            Answer answer = search("eve", "q=anna");

            assertThat(answer.hits()).containsExactly("anna", "a1", "a2", "a3", "bio");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
        });
        assertThat(search("eve", "q=anna&size=2").hits()).containsExactly("anna", "a3");
    }

    private static String cursor(Answer answer) {
        return answer.body().path("nextCursor").asText();
    }
}
