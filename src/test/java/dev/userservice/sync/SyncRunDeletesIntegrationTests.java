package dev.userservice.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.Service.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Users whom the Auth Service no longer has are deleted, few at once or when an admin says so. */
class SyncRunDeletesIntegrationTests extends AbstractRunTests {

    @Autowired
    private PullMetrics metrics;

    @Autowired
    private MeterRegistry meters;

    @Test
    void aMissingUserIsLookedUpDeletedAndDoesNotComeBackByALateWebhook() {
        bothHave(12);
        authService().users().remove(id(3));

        JsonNode run = completed(started());

        assertThat(run.path("deleted").asInt()).isEqualTo(1);
        assertThat(run.path("unchanged").asInt()).isEqualTo(11);
        assertThat(authService().requests()).contains("/internal/users/user-03");
        awaitIndexed();
        assertThat(service.get("/search/influencers?size=100").hits())
                .hasSize(11)
                .doesNotContain(id(3));
        assertThat(everythingInTheDatabase()).doesNotContain("user-03@canary.example");
        assertThat(outcome(service.userUpdated(user(3, 1, "late")))).isEqualTo("stale");
        assertThat(outcome(service.userCreated(user(3, 2, "genuine")))).isEqualTo("applied");
    }

    @Test
    void moreThanTheCapAreDeletedOnlyWhenAnAdminConfirms() {
        bothHave(25);
        IntStream.of(3, 14, 24)
                .mapToObj(AbstractRunTests::id)
                .forEach(authService().users()::remove);

        String location = started();
        JsonNode stopped = awaitState(location, "needs_confirmation", "completed");
        assertThat(stopped.path("error").asText()).contains("3 of 25 users").contains("confirmDeletes=true");
        assertThat(stopped.path("missing").asInt()).isEqualTo(3);
        assertThat(live()).isEqualTo(25);
        assertThat(stopped("needs_confirmation")).isOne();

        Answer unconfirmed = admin(location + "/resume");
        assertThat(unconfirmed.status()).isEqualTo(409);
        assertThat(unconfirmed.body().path("code").asText()).isEqualTo("confirmation_needed");

        assertThat(admin(location + "/resume?confirmDeletes=true").status()).isEqualTo(202);
        assertThat(completed(location).path("deleted").asInt()).isEqualTo(3);
        assertThat(live()).isEqualTo(22);
        assertThat(stopped("needs_confirmation")).isZero();
        assertThat(stopped("failed")).isZero();
    }

    private double stopped(String outcome) {
        metrics.takeSample();
        return meters.get("user_service.sync.run.stopped")
                .tag("outcome", outcome)
                .gauge()
                .value();
    }

    @Test
    void aRunIsNotResumedAfterALaterOne() {
        bothHave(25);
        IntStream.of(3, 14).mapToObj(AbstractRunTests::id).forEach(authService().users()::remove);
        String first = started();
        awaitState(first, "needs_confirmation");
        sourceHas(25);
        completed(started());

        Answer answer = admin(first + "/resume?confirmDeletes=true");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().path("code").asText()).isEqualTo("not_resumable");
        assertThat(live()).isEqualTo(25);
    }

    @Test
    void allUsersAreDeletedIfAnAdminConfirmsThatThereAreNone() {
        bothHave(12);
        authService().users().clear();
        String location = started();
        awaitState(location, "needs_confirmation");

        admin(location + "/resume?confirmDeletes=true");

        assertThat(completed(location).path("deleted").asInt()).isEqualTo(12);
        assertThat(live()).isZero();
    }

    private static String outcome(Answer answer) {
        return answer.body().path("outcome").asText();
    }
}
