package dev.userservice.favorites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.Service.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.PayloadApplicationEvent;

/** Favorites: added and removed once, listed newest first, and gone with whoever is deleted. */
class FavoritesIntegrationTests extends AbstractFavoriteTests {

    @Autowired
    private ConfigurableApplicationContext context;

    @BeforeEach
    void addPeople() {
        add("ann", Map.of("firstName", "Ann", "email", "ann-4711@example.com"));
        add("ben", Map.of("firstName", "Ben"));
        add("cem", Map.of("firstName", "Cem"));
        add("eve", Map.of());
    }

    @Test
    void oneIsAddedOnceHoweverOftenItIsAskedFor() {
        Answer added = send("eve", "PUT", "/favorites/ann");
        Answer again = send("eve", "PUT", "/favorites/ann");

        assertThat(added.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(added.body())
                .isEqualTo(again.body())
                .isEqualTo(send("eve", "GET", "/favorites/ann").body());
        assertThat(added.body().path("firstName").asText()).isEqualTo("Ann");
        assertThat(added.body().path("addedAt").asText()).startsWith("20");
        assertThat(added.body().has("email")).isFalse();
        assertThat(favorites("eve")).containsExactly("ann");
    }

    @Test
    void oneIsRemovedOnceHoweverOftenItIsAskedFor() {
        favor("eve", "ann", "ben");

        assertThat(status("eve", "DELETE", "/favorites/ann")).isEqualTo(204);
        assertThat(status("eve", "DELETE", "/favorites/ann")).isEqualTo(204);
        assertThat(status("eve", "DELETE", "/favorites/nobody")).isEqualTo(204);

        assertThat(favorites("eve")).containsExactly("ben");
        assertThat(status("eve", "GET", "/favorites/ann")).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "eve, nobody, 404, unknown_user",
        "eve, banned, 404, unknown_user",
        "eve, idle, 404, unknown_user",
        "eve, gone, 404, unknown_user",
        "eve, eve, 409, own_account",
        "gone, ann, 403, account_deleted"
    })
    void whoCannotBeAFavoriteIsRefused(String owner, String user, int status, String code) {
        add("banned", Map.of("status", "BANNED"));
        add("idle", Map.of("isActive", false));
        add("gone", Map.of());
        service.userDeleted("{\"userId\":\"gone\",\"version\":2}");

        Answer answer = send(owner, "PUT", "/favorites/" + user);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("code").asText()).isEqualTo(code);
        assertThat(count("SELECT count(*) FROM favorite")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "size=0, size",
        "size=101, size",
        "limit=x, limit",
        "cursor=, cursor",
        "page=2, page",
        "owner=ann, owner"
    })
    void badParametersAreNamed(String parameters, String named) {
        assertThat(send("eve", "GET", "/favorites?" + parameters).faults()).containsExactly(named);
    }

    @Test
    void whoIsHiddenIsLeftOutAsLongAsThatIsSo() {
        favor("eve", "ann", "ben");

        add("ann", Map.of("version", 2, "status", "SUSPENDED"));
        assertThat(favorites("eve")).containsExactly("ben");
        assertThat(status("eve", "GET", "/favorites/ann")).isEqualTo(404);

        add("ann", Map.of("version", 3));
        assertThat(favorites("eve")).containsExactly("ben", "ann");
    }

    @Test
    void cursorsReadEverybodyOnceNewestFirstWhateverIsAddedOrRemoved() {
        IntStream.range(0, 8).forEach(n -> {
            add("p" + n, Map.of());
            favor("eve", "p" + n);
        });
        List<String> read = new ArrayList<>();
        Answer page = send("eve", "GET", "/favorites?size=3");
        assertThat(page.body().at("/favorites/0/id").asText()).isEqualTo("p7");
        while (page.body().has("nextCursor")) {
            read.addAll(ids(page, "favorites"));
            status("eve", "PUT", "/favorites/ann");
            status("eve", "DELETE", "/favorites/p6");
            page = send("eve", "GET", "/favorites?size=3&cursor=" + cursor(page));
        }
        read.addAll(ids(page, "favorites"));

        assertThat(read).containsExactly("p7", "p6", "p5", "p4", "p3", "p2", "p1", "p0");
    }

    @Test
    void aCursorIsGoodForItsOwnerOnly() {
        favor("eve", "ann", "ben");
        favor("ann", "cem", "ben");
        String cursor = cursor(send("eve", "GET", "/favorites?size=1"));
        String ofASearch = cursor(service.get("/search/influencers?size=1"));
        SoftAssertions table = new SoftAssertions();

        table.assertThat(send("eve", "GET", "/favorites?cursor=" + cursor).status())
                .isEqualTo(200);
        for (String other : List.of("AAAA", ofASearch, cursor.substring(1), cursor + "A", cursor + "=")) {
            table.assertThat(send("eve", "GET", "/favorites?cursor=" + other).faults())
                    .as(other)
                    .containsExactly("cursor");
        }
        table.assertThat(send("ann", "GET", "/favorites?cursor=" + cursor).faults())
                .containsExactly("cursor");
        table.assertAll();
    }

    @Test
    void thereIsAnEndOfFavoritesAlsoForManyAtOnce() {
        database.sql("""
                        INSERT INTO favorite SELECT 'eve', 'many-' || n, now() - make_interval(secs => n)
                          FROM generate_series(1, 9998) n
                        """).update();

        List<Integer> statuses = IntStream.range(0, 3)
                .mapToObj(n -> List.of("ann", "ben", "cem").get(n))
                .parallel()
                .map(user -> status("eve", "PUT", "/favorites/" + user))
                .sorted()
                .toList();

        assertThat(statuses).containsExactly(201, 201, 409);
        assertThat(count("SELECT count(*) FROM favorite")).isEqualTo(10_000);
        assertThat(favorites("eve")).hasSize(2).allMatch(user -> status("eve", "PUT", "/favorites/" + user) == 200);
    }

    @Test
    void manyAtOnceAddOne() {
        List<Integer> statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(n -> status("eve", "PUT", "/favorites/ann"))
                .sorted()
                .toList();

        assertThat(statuses).containsExactly(200, 200, 200, 200, 200, 200, 200, 201);
    }

    @Test
    void eachChangeIsToldOnce() {
        List<Favorited> told = whileListening(() -> {
            favor("eve", "ann", "ben");
            status("eve", "PUT", "/favorites/ann");
            status("eve", "DELETE", "/favorites/ann");
            status("eve", "DELETE", "/favorites/ann");
            status("eve", "PUT", "/favorites/nobody");
            service.userDeleted("{\"userId\":\"eve\",\"version\":2}");
            awaitErased("eve");
        });

        assertThat(told)
                .containsExactly(
                        new Favorited("ann", 1),
                        new Favorited("ben", 1),
                        new Favorited("ann", -1),
                        new Favorited("ben", -1));
    }

    private List<Favorited> whileListening(Runnable actions) {
        List<Favorited> told = new CopyOnWriteArrayList<>();
        ApplicationListener<ApplicationEvent> listener = event -> {
            if (event instanceof PayloadApplicationEvent<?> published
                    && published.getPayload() instanceof Favorited favorited) {
                told.add(favorited);
            }
        };
        context.addApplicationListener(listener);
        try {
            actions.run();
        } finally {
            context.removeApplicationListener(listener);
        }
        return told;
    }

    @Test
    void aDeletedUserIsGoneFromTheFavoritesOfAllAndHasNone() {
        favor("eve", "ann", "ben");
        favor("ann", "ben");
        database.sql("INSERT INTO favorite SELECT 'fan-' || n, 'ann', now() FROM generate_series(1, 2500) n")
                .update();

        service.userDeleted("{\"userId\":\"ann\",\"version\":2}");

        assertThat(favorites("eve")).containsExactly("ben");
        assertThat(favorites("ann")).isEmpty();
        assertThat(state("ann").at("/traces/favorites").asText()).isIn("present", "absent");
        awaitErased("ann");
        assertThat(database.sql("SELECT owner_id || ' ' || user_id FROM favorite")
                        .query(String.class)
                        .list())
                .containsExactly("eve ben");
        assertThat(count("SELECT count(*) FROM favorite_erasure")).isZero();
    }

    @Test
    void whoIsCreatedAgainBeginsWithNone() {
        favor("eve", "ann");
        favor("ann", "ben");
        service.userDeleted("{\"userId\":\"ann\",\"version\":2}");
        add("ann", Map.of("version", 3));
        favor("ann", "cem");

        await().atMost(Duration.ofSeconds(10)).until(() -> count("SELECT count(*) FROM favorite_erasure") == 0);

        assertThat(favorites("ann")).containsExactly("cem");
        assertThat(favorites("eve")).isEmpty();
    }

    private void awaitErased(String id) {
        await("proof of absence")
                .atMost(Duration.ofSeconds(10))
                .until(() -> state(id).at("/traces/favorites").asText().equals("absent"));
    }

    private JsonNode state(String id) {
        return service.get("/sync/users/" + id, "Authorization", token("root", "ADMIN"))
                .body();
    }

    private static String cursor(Answer answer) {
        return answer.body().path("nextCursor").asText();
    }

    @Test
    void whoIsMarkedIsCountedAsActivity() {
        favor("eve", "ann");
        favor("adam", "ann");
        status("eve", "DELETE", "/favorites/ann");
        status("eve", "DELETE", "/favorites/ann");

        await().atMost(Duration.ofSeconds(10)).until(() -> activity("ann") == 1);
    }

    private long activity(String id) {
        return database.sql("SELECT coalesce(sum(favorites), 0) FROM user_activity WHERE user_id = :id")
                .param("id", id)
                .query(Long.class)
                .single();
    }
}
