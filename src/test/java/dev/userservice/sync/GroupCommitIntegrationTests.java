package dev.userservice.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.client.RestClient;

/** Deliveries in flight at the same time are saved together, and each is answered as if it had come by itself. */
class GroupCommitIntegrationTests extends AbstractServiceTests {

    @Autowired
    private DataSource dataSource;

    @Test
    void oneDeliveryInFlightFiftyTimesIsAppliedOnce() throws Exception {
        List<Answer> answers = atOnce(Collections.nCopies(50, () -> created("anna", 1, "msg_1")));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(outcomes(answers)).containsOnlyOnce("applied").containsOnly("applied", "duplicate");
        assertThat(count("SELECT count(*) FROM webhook_inbox")).isEqualTo(1);
    }

    @Test
    void oneUserInFlightFiftyTimesEndsInTheNewestState() throws Exception {
        List<Callable<Answer>> versions = IntStream.rangeClosed(1, 50)
                .<Callable<Answer>>mapToObj(version -> () -> created("anna", version, "msg_" + version))
                .toList();
        List<Answer> answers = atOnce(shuffled(versions));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(outcomes(answers)).containsOnly("applied", "stale");
        assertThat(count("SELECT source_version FROM user_cache")).isEqualTo(50);
        assertThat(count("SELECT count(*) FROM webhook_inbox")).isEqualTo(50);
    }

    @Test
    void aUserCreatedAndDeletedAtTheSameTimeIsDeleted() throws Exception {
        List<Callable<Answer>> changes = IntStream.range(0, 20)
                .boxed()
                .flatMap(user -> Stream.<Callable<Answer>>of(
                        () -> created("user-" + user, 1, "msg_c" + user),
                        () -> service.webhook(
                                "/sync/user-deleted",
                                "{\"userId\":\"user-%d\",\"version\":1}".formatted(user),
                                "msg_d" + user)))
                .toList();

        assertThat(atOnce(shuffled(changes)))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(count("SELECT count(*) FROM user_cache WHERE deleted_at IS NOT NULL"))
                .isEqualTo(20);
        awaitIndexed();
        assertThat(service.get("/search/users").hits()).isEmpty();
    }

    @Test
    void whoeverComesWhileOthersAreSavedIsSavedInOneGroupThatOneBadRowDoesNotSpoil() throws Exception {
        created("first", 1, "msg_first");
        created("second", 1, "msg_second");
        database.sql("ALTER TABLE user_cache ADD CONSTRAINT no_poison CHECK (username <> 'poison')")
                .update();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            new TransactionTemplate(new DataSourceTransactionManager(dataSource)).executeWithoutResult(_ -> {
                database.sql("SELECT id FROM user_cache FOR UPDATE")
                        .query(String.class)
                        .list();
                // two are saved at once, and wait for the rows
                answers.add(callers.submit(() -> created("first", 2, "msg_first2")));
                awaitBlocked(1);
                answers.add(callers.submit(() -> created("second", 2, "msg_second2")));
                awaitBlocked(2);
                for (String user : List.of("u-1", "u-2", "poison", "u-3", "u-4")) {
                    answers.add(callers.submit(() -> created(user, 1, "msg_" + user)));
                }
                await("all to wait").until(() -> gauge("user_service_webhooks_waiting") == 5);
            });
            List<Integer> statuses = new ArrayList<>();
            for (Future<Answer> answer : answers) {
                statuses.add(answer.get().status());
            }
            assertThat(statuses).containsExactly(200, 200, 200, 200, 500, 200, 200);
            assertThat(gauge("user_service_webhooks_group_size_max")).isGreaterThanOrEqualTo(5);
            assertThat(count("SELECT count(*) FROM user_cache WHERE id LIKE 'u-%'"))
                    .isEqualTo(4);
            assertThat(count("SELECT count(*) FROM webhook_inbox")).isEqualTo(8);
        } finally {
            database.sql("ALTER TABLE user_cache DROP CONSTRAINT no_poison").update();
        }
    }

    private void awaitBlocked(int backends) {
        await("saves that wait for a row").until(() -> count("""
                        SELECT count(*) FROM pg_stat_activity
                         WHERE wait_event_type = 'Lock' AND datname = current_database()
                        """) == backends);
    }

    private double gauge(String name) {
        return RestClient.create("http://localhost:" + managementPort)
                .get()
                .uri("/actuator/prometheus")
                .retrieve()
                .body(String.class)
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElse(0);
    }

    private Answer created(String user, int version, String webhookId) {
        return service.webhook("/sync/user-created", TestUsers.influencer(user, Map.of("version", version)), webhookId);
    }

    private static List<Callable<Answer>> shuffled(List<Callable<Answer>> calls) {
        List<Callable<Answer>> shuffled = new ArrayList<>(calls);
        Collections.shuffle(shuffled);
        return shuffled;
    }

    private static List<Answer> atOnce(List<Callable<Answer>> calls) throws Exception {
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private static List<String> outcomes(List<Answer> answers) {
        return answers.stream()
                .map(answer -> answer.body().path("outcome").asText())
                .toList();
    }
}
