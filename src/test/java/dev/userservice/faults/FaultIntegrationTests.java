package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.localservers.LocalElasticsearch;
import dev.localservers.SharedServers;
import dev.userservice.ElasticsearchRequests;
import dev.userservice.Service;
import dev.userservice.TestUsers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What remains when processes die: nothing acknowledged is missing, nothing is there twice. */
@EnabledIf(
        value = "dev.localservers.ServerCache#hasElasticsearch",
        disabledReason = "only a local Elasticsearch can be killed; make test fetches one where there is no other")
class FaultIntegrationTests {

    private static LocalElasticsearch elasticsearch;

    private String database;
    private ChildService child;
    private Service service;

    @BeforeAll
    static void startElasticsearch() {
        elasticsearch = LocalElasticsearch.start(Path.of(".local", "test"));
    }

    @AfterAll
    static void stopElasticsearch() {
        elasticsearch.close();
    }

    @BeforeEach
    void startService() {
        dropIndex();
        database = SharedServers.get().freshDatabaseUrl("fault_tests");
        child = new ChildService(database, elasticsearch.url()).start();
        service = child.service();
    }

    @AfterEach
    void stopService() {
        child.close();
    }

    @Test
    void everyAcknowledgedUserIsSearchableOnceAfterAKillInTheMiddle() {
        Sender sender = new Sender(service);
        AtomicBoolean killed = new AtomicBoolean();
        sender.send(IntStream.range(0, 2_000), acknowledged -> {
            if (acknowledged >= 900 && killed.compareAndSet(false, true)) {
                child.kill();
            }
        });
        assertThat(killed).isTrue();
        assertThat(sender.unanswered()).isPositive();
        List<String> acknowledged = List.copyOf(sender.acknowledged());
        assertThat(acknowledged).hasSizeBetween(900, 1_999);

        child.start();
        awaitDrained();
        assertThat(allHits()).doesNotHaveDuplicates().containsAll(acknowledged);

        sender.send(IntStream.range(0, 2_000).filter(n -> n < 200 || !acknowledged.contains("user-" + n)), all -> {});
        awaitDrained();
        assertThat(sender.refusals()).isEmpty();
        assertThat(allHits()).doesNotHaveDuplicates().hasSize(2_000);
    }

    @Test
    void twoInstancesEndInTheStateOfDeliveryInOrderThoughOneIsKilled() {
        try (ChildService second = new ChildService(database, elasticsearch.url()).start()) {
            List<Delivery> deliveries = Delivery.shuffled(new Random(7), 25, 12);
            AtomicInteger answered = new AtomicInteger();
            try (ExecutorService connections = Executors.newFixedThreadPool(16)) {
                deliveries.forEach(delivery -> connections.execute(() -> {
                    boolean turn = answered.get() % 2 == 0;
                    if ((turn && delivery.isAnsweredBy(second.service())) || delivery.isAnsweredBy(service)) {
                        if (answered.incrementAndGet() == deliveries.size() / 2) {
                            second.kill();
                        }
                    }
                }));
            }
            assertThat(answered).hasValue(deliveries.size());
        }

        awaitDrained();
        List<String> left = Delivery.left(25, 12);
        assertThat(child.count("SELECT count(*) FROM user_cache WHERE source_version = 12"))
                .isEqualTo(25);
        assertThat(child.numbers("SELECT id, revision FROM user_cache WHERE deleted_at IS NULL"))
                .containsOnlyKeys(left)
                .isEqualTo(documents());
        assertThat(allHits()).containsExactlyInAnyOrderElementsOf(left);
    }

    private static Map<String, Long> documents() {
        JsonNode hits = ElasticsearchRequests.sendForJson(elasticsearch.url(), "/users/_search?size=1000&version=true")
                .at("/hits/hits");
        Map<String, Long> documents = new HashMap<>();
        hits.forEach(hit ->
                documents.put(hit.path("_id").asText(), hit.path("_version").asLong()));
        return documents;
    }

    @Test
    void webhooksAreTakenWhileElasticsearchIsAwayAndIndexedWhenItIsBack() {
        service.userCreated(TestUsers.influencer("before", Map.of()));
        awaitHits(1);
        elasticsearch.kill();

        Sender sender = new Sender(service);
        Instant end = Instant.now().plusSeconds(20);
        int sent = 0;
        while (Instant.now().isBefore(end)) {
            sender.send(IntStream.range(sent, sent + 50), all -> {});
            sent += 50;
            assertPostgresStandsIn();
        }
        assertThat(sender.unanswered()).isZero();
        assertThat(sender.refusals()).isEmpty();
        assertThat(sender.acknowledged()).hasSize(sent);
        assertThat(child.operations("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(child.operations("/actuator/health/search").statusCode()).isEqualTo(503);
        assertThat(child.operations("/actuator/prometheus").body())
                .containsPattern("\nuser_service_index_bulk_failures_total ([5-9]|[1-9][0-9])");

        elasticsearch.restart();
        // searches count no further
        awaitHits(Math.min(sent + 1, 1_000));
        awaitDrained();
        assertThat(count("/users/_refresh", "/users/_count")).isEqualTo(sent + 1);
    }

    private void assertPostgresStandsIn() {
        Instant start = Instant.now();
        Service.Answer answer = service.search("before");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.hits()).containsExactly("before");
        assertThat(answer.body().path("degraded").asBoolean()).isTrue();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(1_500));
    }

    @Test
    void theServiceStartsAndTakesWebhooksWithoutElasticsearch() {
        child.close();
        elasticsearch.kill();
        try {
            child.start();
            assertThat(service.userCreated(TestUsers.influencer("early", Map.of()))
                            .status())
                    .isEqualTo(200);
        } finally {
            elasticsearch.restart();
        }

        service.awaitHits("early", "early");
    }

    @Test
    void aStopUnderLoadFinishesWhatItAcceptedAndDrainsTheQueue() throws Exception {
        Sender sender = new Sender(service);
        AtomicBoolean stopped = new AtomicBoolean();
        var stopper = new Thread(() -> {
            try {
                stopped.set(child.stop(Duration.ofSeconds(40)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        AtomicBoolean asked = new AtomicBoolean();
        sender.send(IntStream.range(0, 1_000), acknowledged -> {
            if (acknowledged >= 300 && asked.compareAndSet(false, true)) {
                stopper.start();
            }
        });
        stopper.join();

        assertThat(stopped).isTrue();
        assertThat(sender.refusals()).isEmpty();
        assertThat(count("/users/_refresh", "/users/_count"))
                .isEqualTo(sender.acknowledged().size());
    }

    private void awaitHits(int total) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> answersInFull(total));
    }

    private boolean answersInFull(int total) {
        JsonNode answer = service.search("").body();
        return !answer.path("degraded").asBoolean() && answer.at("/total/value").asInt() == total;
    }

    private void awaitDrained() {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> child.count("SELECT count(*) FROM index_queue") == 0);
        elasticsearch("POST", "/users/_refresh");
    }

    private List<String> allHits() {
        List<String> hits = new ArrayList<>();
        List<String> page;
        do {
            page = service.get("/search/influencers?size=100&page=" + (hits.size() / 100 + 1))
                    .hits();
            hits.addAll(page);
        } while (page.size() == 100);
        return hits;
    }

    private static void dropIndex() {
        elasticsearch("DELETE", "/users-000001?ignore_unavailable=true");
    }

    private static int count(String refresh, String path) {
        elasticsearch("POST", refresh);
        return Integer.parseInt(elasticsearch("GET", path).replaceAll(".*\"count\":(\\d+).*", "$1"));
    }

    private static String elasticsearch(String method, String path) {
        return ElasticsearchRequests.send(elasticsearch.url(), method, path, "").body();
    }
}
