package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import dev.userservice.elasticsearch.Elasticsearch;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What becomes of a search while as many are inside as there may be. */
class AdmissionIntegrationTests extends AbstractServiceTests {

    @Autowired
    private BulkheadRegistry bulkheads;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @Autowired
    private Elasticsearch elasticsearch;

    @Autowired
    private MeterRegistry meters;

    private Bulkhead places;
    private int taken;

    @BeforeEach
    void addAnnaAndTakeAllPlaces() {
        service.userCreated(TestUsers.influencer("anna", Map.of("firstName", "Anna")));
        awaitIndexed();
        places = bulkheads.bulkhead("admission");
        while (places.tryAcquirePermission()) {
            taken++;
        }
    }

    @AfterEach
    void leave() {
        while (taken > 0) {
            leaveOne();
        }
    }

    @ParameterizedTest
    @EnumSource(SearchKind.class)
    void itIsRefusedAtOnceWhileElasticsearchAnswersOthers(SearchKind kind) {
        long before = refused(kind);
        elasticsearchAnswers();

        Answer answer = service.get("/api/search/" + kind.word() + "?q=anna");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().path("code").asText()).isEqualTo("search_unavailable");
        assertThat(answer.body().path("requestId").asText()).isNotEmpty().isNotEqualTo("none");
        assertThat(answer.header("Retry-After")).isEqualTo("2");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused(kind)).isEqualTo(before + 1);
    }

    @Test
    void whoHasAPlaceIsAnsweredAndLeavesIt() {
        leaveOne();

        assertThat(service.search("anna").hits()).containsExactly("anna");
        awaitOneFree();
        assertThat(service.get("/search/influencers?size=none").status()).isEqualTo(400);
        awaitOneFree();
    }

    @Test
    void itGoesToPostgresWhileElasticsearchAnswersNobody() {
        breakers.circuitBreaker("search").transitionToForcedOpenState();
        await().until(() -> !elasticsearch.answersLately());

        Answer answer = service.search("anna");

        assertThat(answer.hits()).containsExactly("anna");
        assertThat(answer.body().path("degraded").asBoolean()).isTrue();
    }

    @Test
    void suggestionsDoWithoutAPlace() {
        elasticsearchAnswers();

        assertThat(service.get("/search/suggestions?q=ann").status()).isEqualTo(200);
    }

    @Test
    void whoeverIsRefusedForAnotherReasonNeedsNone() {
        elasticsearchAnswers();

        assertThat(service.get("/search/users?q=anna", "Authorization", "Bearer nonsense")
                        .status())
                .isEqualTo(401);
    }

    private void elasticsearchAnswers() {
        elasticsearch.search(client -> "an answer");
    }

    // it leaves when its answer is under way
    private void awaitOneFree() {
        await().until(() -> places.getMetrics().getAvailableConcurrentCalls() == 1);
    }

    private void leaveOne() {
        places.releasePermission();
        taken--;
    }

    private long refused(SearchKind kind) {
        Timer timer = meters.find("user_service.search")
                .tag("type", kind.word())
                .tag("outcome", "unavailable")
                .timer();
        return timer == null ? 0 : timer.count();
    }
}
