package dev.userservice.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.localservers.SharedServers;
import dev.userservice.AbstractServiceTests;
import dev.userservice.ElasticsearchRequests;
import dev.userservice.TestUsers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What happens to people, hour by hour in Postgres and from there in the index. */
class ActivityIntegrationTests extends AbstractServiceTests {

    private final Instant now = InstantSource.system().instant();
    private final Instant today = now.truncatedTo(ChronoUnit.DAYS);

    @Autowired
    private CounterRows rows;

    @Autowired
    private Activity activity;

    @Autowired
    private ActivityWriter writer;

    @Autowired
    private ActivityTargets targets;

    @Autowired
    private ActivityRemoval removal;

    @Autowired
    private ActivityPartitions partitions;

    @BeforeEach
    void addAnna() {
        service.userCreated(TestUsers.influencer(
                "anna",
                Map.of("primaryNiche", "Street Food", "primaryPlatform", "Instagram", "estimatedFollowers", 12_000)));
        service.userCreated(TestUsers.influencer("berta", Map.of()));
    }

    private static JsonNode found(String query) {
        elasticsearch("POST", "/activity/_refresh", "");
        return ElasticsearchRequests.sendForJson(
                        SharedServers.get().elasticsearchUrl(),
                        "POST",
                        "/activity/_search",
                        "{\"version\":true,\"size\":100,\"sort\":[\"grain\",\"at\"],\"query\":" + query + "}")
                .at("/hits/hits");
    }

    private static List<String> documents(String userId) {
        return StreamSupport.stream(
                        found("{\"term\":{\"user_id\":\"" + userId + "\"}}").spliterator(), false)
                .map(hit -> hit.path("_source"))
                .map(source -> "%s %d/%d/%d/%d"
                        .formatted(
                                source.path("grain").asText(),
                                source.path("views").asInt(),
                                source.path("viewers").asInt(),
                                source.path("appearances").asInt(),
                                source.path("favorites").asInt()))
                .toList();
    }

    private static void awaitDocuments(String userId, String... documents) {
        await("activity of " + userId)
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(documents(userId)).containsExactly(documents));
    }

    private static Count view(String userId, Instant moment, long viewer) {
        return Count.profileView(UserHour.of(userId, moment), viewer);
    }

    @Test
    void whatHappensToSomebodyIsFoundInTheIndexWithWhatThePersonIs() {
        awaitIndexed();
        String browser = "Mozilla/5.0 Firefox/140.0 " + UUID.randomUUID();
        service.get("/public/users/anna", "User-Agent", browser);
        service.get("/search/influencers?niche=street+food", "User-Agent", browser);
        activity.favorited("anna", 1);

        awaitDocuments("anna", "day 1/1/1/1", "hour 1/1/1/1");
        JsonNode day = found("{\"term\":{\"grain\":\"day\"}}").path(0);
        assertThat(day.path("_id").asText()).isEqualTo("anna|day|" + today.getEpochSecond());
        assertThat(day.path("_routing").asText()).isEqualTo("anna");
        assertThat(day.path("_version").asLong())
                .isEqualTo(day.at("/_source/change").asLong());
        assertThat(day.at("/_source/at").asText()).isEqualTo(today.toString());
        assertThat(day.at("/_source/roles").toString()).isEqualTo("[\"USER\",\"INFLUENCER\"]");
        assertThat(day.at("/_source/niche").asText()).isEqualTo("Street Food");
        assertThat(day.at("/_source/platforms").toString()).isEqualTo("[\"Instagram\"]");
        assertThat(day.at("/_source/tier").asText()).isEqualTo("micro");
        assertThat(day.at("/_source/followers").asLong()).isEqualTo(12_000);
        assertThat(count("SELECT unique_viewers FROM user_analytics WHERE user_id = 'anna'"))
                .isEqualTo(1);
    }

    @Test
    void aDayIsTheSumOfItsHoursAndWhoComesAgainOnItIsNoNewViewer() {
        Instant yesterday = today.minus(Duration.ofHours(24));
        rows.add(List.of(view("anna", yesterday, 1), view("anna", yesterday.plus(Duration.ofHours(23)), 1)), List.of());
        rows.add(List.of(view("anna", yesterday.plus(Duration.ofHours(23)), 2), view("anna", today, 1)), List.of());

        awaitDocuments("anna", "day 3/2/0/0", "day 1/1/0/0", "hour 1/1/0/0", "hour 2/1/0/0", "hour 1/1/0/0");
        assertThat(count("SELECT unique_viewers FROM user_analytics")).isEqualTo(3);
    }

    @Test
    void viewersThatSeveralInstancesCountedAreToldApartTogether() {
        for (int instance = 0; instance < 3; instance++) {
            Count counted = LongStream.range(instance * 100L, instance * 100L + 200)
                    .mapToObj(viewer -> view("anna", now, viewer))
                    .reduce(Count::plus)
                    .orElseThrow();
            rows.add(List.of(counted), List.of());
        }

        assertThat(count("SELECT viewers FROM user_activity")).isCloseTo(400, within(4L));
        assertThat(count("SELECT views FROM user_activity")).isEqualTo(600);
        assertThat(everythingInTheDatabase()).doesNotContain("Mozilla");
    }

    @Test
    void whatIsOlderDoesNotWin() {
        rows.add(List.of(TestCounts.view("anna")), List.of());
        awaitDocuments("anna", "day 1/1/0/0", "hour 1/1/0/0");

        writer.write(targets.all().getFirst().index(), List.of(document("anna", 1)));

        awaitDocuments("anna", "day 1/1/0/0", "hour 1/1/0/0");
    }

    private ActivityDocument document(String userId, long change) {
        return new ActivityDocument(
                userId,
                ActivityDocument.Grain.DAY,
                today,
                99,
                99,
                99,
                99,
                List.of(),
                null,
                List.of(),
                null,
                null,
                change);
    }

    @Test
    void hoursAreInTheIndexForSomeDaysOnlyAndDaysForLonger() {
        Instant lastWeek = now.minus(Duration.ofDays(7));
        partitions.createFor(List.of(lastWeek));
        rows.add(List.of(view("anna", lastWeek, 1), view("berta", now, 1)), List.of());
        awaitDocuments("anna", "day 1/1/0/0");
        awaitDocuments("berta", "day 1/1/0/0", "hour 1/1/0/0");

        removal.expire(
                targets.all().getFirst().index(), new Retention.Since(now.plusSeconds(1), today.minusSeconds(1)));

        awaitDocuments("anna");
        awaitDocuments("berta", "day 1/1/0/0");
    }

    @Test
    void nothingOfADeletedUserIsLeftAndNothingComesBack() {
        rows.add(List.of(TestCounts.view("anna"), TestCounts.view("berta")), List.of());
        awaitDocuments("anna", "day 1/1/0/0", "hour 1/1/0/0");

        service.userDeleted("{\"userId\":\"anna\",\"version\":2}");

        awaitDocuments("anna");
        assertThat(count("SELECT count(*) FROM user_activity WHERE user_id = 'anna'"))
                .isZero();
        assertThat(count("SELECT count(*) FROM user_viewers WHERE user_id = 'anna'"))
                .isZero();
        writer.write(targets.all().getFirst().index(), List.of(document("anna", 1)));
        await("the last removal")
                .atMost(Duration.ofSeconds(10))
                .until(() -> count("SELECT count(*) FROM activity_erasure") == 0);
        awaitDocuments("anna");
        awaitDocuments("berta", "day 1/1/0/0", "hour 1/1/0/0");
    }

    @Test
    void whoIsCreatedAgainBeginsAnewAndKeepsIt() {
        rows.add(List.of(TestCounts.view("anna"), TestCounts.view("anna", today)), List.of());
        service.userDeleted("{\"userId\":\"anna\",\"version\":2}");
        service.userCreated(TestUsers.influencer("anna", Map.of("version", 3)));
        rows.add(List.of(TestCounts.view("anna")), List.of());

        await("the last removal")
                .atMost(Duration.ofSeconds(10))
                .until(() -> count("SELECT count(*) FROM activity_erasure") == 0);
        awaitDocuments("anna", "day 1/1/0/0", "hour 1/1/0/0");
    }

    @Test
    void anIndexThatSomebodyDeletedIsFilledAgain() {
        rows.add(List.of(TestCounts.view("anna"), TestCounts.view("berta")), List.of());
        awaitDocuments("anna", "day 1/1/0/0", "hour 1/1/0/0");

        elasticsearch("DELETE", "/" + targets.all().getFirst().index(), "");

        await("the alias")
                .atMost(Duration.ofSeconds(20))
                .until(() -> elasticsearch("GET", "/_alias/activity", "").statusCode() == 200);
        awaitDocuments("anna", "day 1/1/0/0", "hour 1/1/0/0");
        awaitDocuments("berta", "day 1/1/0/0", "hour 1/1/0/0");
    }
}
