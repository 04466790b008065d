package dev.userservice.trending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.AbstractServiceTests;
import dev.userservice.TestUsers;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.trending.ActivityDocuments.Document;
import dev.userservice.trending.ActivityDocuments.Person;
import dev.userservice.user.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Plays a month, and looks at the list of each noon. */
class SimulatedMonthIntegrationTests extends AbstractServiceTests {

    // in the first week nobody has a past
    private static final int FIRST_LIST = 1;

    // like the index of activity, but nothing is too old for it
    private static final String INDEX = "simulated-month";

    @Autowired
    private Elasticsearch client;

    @Autowired
    private Users users;

    private final Map<Integer, List<Riser>> lists = new TreeMap<>();

    @BeforeEach
    void makeIndex() throws IOException {
        elasticsearch("DELETE", "/" + INDEX, "");
        String definition = Files.readString(Path.of("es-mappings", "activity.json"));
        assertThat(elasticsearch("PUT", "/" + INDEX, definition).statusCode()).isEqualTo(200);
    }

    @AfterEach
    void removeIndex() {
        elasticsearch("DELETE", "/" + INDEX, "");
    }

    @Test
    void theOneWhoRisesIsFoundAndNeitherGiantsNorBotsAre() {
        play(new SimulatedMonth());
        for (int day = FIRST_LIST; day < SimulatedMonth.DAYS; day++) {
            lists.put(day, list(Window.DAY, day));
        }
        print();

        for (int day : List.of(21, 22, 23)) {
            assertThat(ids(lists.get(day)).stream().limit(3)).as("day " + day).contains("rising-nobody");
        }
        assertThat(ids(lists.get(28))).doesNotContain("rising-nobody");
        assertThat(ids(lists.get(29))).doesNotContain("rising-nobody");
        assertThat(ids(lists.get(13))).contains("burst");
        assertThat(ids(lists.get(16))).doesNotContain("burst");
        assertThat(lists.values())
                .allSatisfy(list -> assertThat(ids(list))
                        .noneMatch(id ->
                                id.startsWith("giant") || id.startsWith("steady") || id.equals("inflated-by-a-bot")));
        for (Window window : Window.values()) {
            assertThat(ids(list(window, 22))).as(window.word()).doesNotContain("inflated-by-a-bot", "giant-2");
        }
    }

    private void play(SimulatedMonth month) {
        month.people().forEach(this::create);
        List<Document> documents = month.documents();
        for (int start = 0; start < documents.size(); start += 5000) {
            List<Document> some = documents.subList(start, Math.min(start + 5000, documents.size()));
            assertThat(elasticsearch("POST", "/" + INDEX + "/_bulk", ActivityDocuments.bulk(some))
                            .body())
                    .contains("\"errors\":false");
        }
        elasticsearch("POST", "/" + INDEX + "/_refresh", "");
    }

    private void create(Person person) {
        Map<String, ?> fields = Map.of(
                "estimatedFollowers",
                person.tier().from() + 500,
                "primaryNiche",
                person.niche(),
                "createdAt",
                "2025-01-01T00:00:00Z");
        assertThat(service.userCreated(TestUsers.influencer(person.id(), fields))
                        .status())
                .isEqualTo(200);
    }

    private List<Riser> list(Window window, int day) {
        return new ListBuilder(new ObservedActivity(client, INDEX), users)
                .build(new ListKey(Kind.INFLUENCERS, window, null, null, null), noon(day));
    }

    private static Instant noon(int day) {
        return SimulatedMonth.START.plus(Duration.ofDays(day)).plus(Duration.ofHours(12));
    }

    private static List<String> ids(List<Riser> list) {
        return list.stream().map(Riser::userId).toList();
    }

    private void print() {
        System.out.println(
                "noon of     trending in the 24 hours before: viewers (expected, surely so many times as many)");
        lists.forEach((day, list) -> System.out.println(noon(day).toString().substring(0, 10) + "  "
                + (list.isEmpty()
                        ? "-"
                        : list.stream()
                                .map(SimulatedMonthIntegrationTests::text)
                                .collect(Collectors.joining(", ")))));
    }

    private static String text(Riser riser) {
        return "%s %d (%.0f, %.1fx)"
                .formatted(
                        riser.userId(),
                        riser.growth().viewers(),
                        riser.growth().expected(),
                        riser.growth().surely());
    }
}
