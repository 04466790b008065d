package dev.userservice.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.SourceFault;
import dev.userservice.TestUsers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An admin repairs one user from the Auth Service, and a failure there never counts as an answer. */
class SyncUserIntegrationTests extends AbstractServiceTests {

    @Test
    void aUserWhoseWebhookWasLostIsTakenOverAndFound() {
        authService().users().put(anna(1, "Müller"));

        assertThat(outcome(sync())).isEqualTo("applied");

        service.awaitHits("müller", "anna");
    }

    @Test
    void aUserWhoIsTheSameIsNotWritten() {
        service.userCreated(anna(1, "Müller"));
        authService().users().put(anna(1, "Müller"));
        long revision = revision();

        assertThat(outcome(sync())).isEqualTo("unchanged");

        assertThat(revision()).isEqualTo(revision);
    }

    @Test
    void theSourceWinsATieWithWhatItSentBefore() {
        service.userCreated(anna(1, "Müller"));
        authService().users().put(anna(1, "Schmidt"));

        assertThat(outcome(sync())).isEqualTo("applied");

        assertThat(lastName()).isEqualTo("Schmidt");
    }

    @Test
    void anOlderStateNeverWinsAgainstAWebhook() {
        service.userUpdated(anna(5, "Newer"));
        authService().users().put(anna(4, "Older"));

        assertThat(outcome(sync())).isEqualTo("stale");

        assertThat(lastName()).isEqualTo("Newer");
    }

    @ParameterizedTest
    @CsvSource({"2, stale, 0", "3, stale, 0", "4, applied, 1"})
    void onlyAStateNewerThanTheDeleteRevivesADeletedUser(int version, String outcome, int live) {
        service.userCreated(anna(1, "Müller"));
        service.userDeleted("{\"userId\":\"anna\",\"version\":3}");
        authService().users().put(anna(version, "Back"));

        assertThat(outcome(sync())).isEqualTo(outcome);

        assertThat(count("SELECT count(*) FROM user_cache WHERE deleted_at IS NULL"))
                .isEqualTo(live);
    }

    @Test
    void aUserWhomTheSourceDoesNotHaveIsDeletedAndComesBackOnlyWithANewerState() {
        service.userCreated(anna(2, "Müller"));
        service.awaitHits("müller", "anna");
        authService().users().put(TestUsers.influencer("ben", Map.of()));

        assertThat(outcome(sync())).isEqualTo("deleted");

        service.awaitHits("müller");
        assertThat(outcome(sync())).isEqualTo("not_found");
        assertThat(service.userUpdated(anna(2, "Late")).body().path("outcome").asText())
                .isEqualTo("stale");
        assertThat(service.userCreated(anna(3, "Genuine"))
                        .body()
                        .path("outcome")
                        .asText())
                .isEqualTo("applied");
    }

    @Test
    void aUserNobodyHasIsNotFound() {
        assertThat(outcome(sync())).isEqualTo("not_found");
    }

    @Test
    void anAuthServiceThatFindsNobodyAtAllIsNotBelieved() {
        service.userCreated(anna(1, "Müller"));
        authService().users().put(TestUsers.influencer("ben", Map.of()));
        authService().behavesAt("/users/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });

        Answer answer = sync();

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body().path("detail").asText()).contains("does not find ben, whom it lists");
        assertThat(lastName()).isEqualTo("Müller");
    }

    @ParameterizedTest
    @EnumSource(
            value = SourceFault.class,
            names = {
                "ANSWERS_500",
                "ANSWERS_429",
                "HANGS",
                "TRICKLES",
                "CUTS_THE_ANNOUNCED_BODY",
                "CUTS_THE_CHUNKED_BODY",
                "SENDS_HALF_A_PAGE_AS_A_WHOLE",
                "SENDS_GARBAGE",
                "SENDS_AN_EMPTY_BODY",
                "SENDS_TOO_MUCH",
                "REFUSES_THE_TOKEN",
                "REDIRECTS"
            })
    void aFaultIsNoAnswerAndChangesNothing(SourceFault fault) {
        service.userCreated(anna(1, "Müller"));
        long revision = revision();
        authService().behaves(fault);

        Answer answer = sync();

        assertThat(answer.status()).isIn(502, 503);
        assertThat(answer.body().path("code").asText()).startsWith("source_");
        assertThat(answer.body().path("detail").asText())
                .contains("Auth Service")
                .doesNotContain("Exception", "http");
        assertThat(revision()).isEqualTo(revision);
        assertThat(authService().requests()).noneMatch(path -> path.contains("elsewhere"));
    }

    @Test
    void aFailureThatPassesIsTriedAgainAtOnce() {
        authService().users().put(anna(1, "Müller"));
        authService().behaves(exchange -> {
            authService().recovers();
            SourceFault.ANSWERS_500.handle(exchange);
        });

        assertThat(outcome(sync())).isEqualTo("applied");
        assertThat(authService().requests()).hasSize(2);
    }

    @Test
    void anAnswerAboutSomebodyElseIsNotTaken() {
        authService().behaves(SourceFault.ANSWERS_WITH_SOMEBODY_ELSE);

        assertThat(sync().status()).isEqualTo(502);
        assertThat(count("SELECT count(*) FROM user_cache")).isZero();
    }

    @Test
    void aUserWithUnusableFieldsIsNamedWithoutTheirValues() {
        authService().users().put("{\"id\":\"anna\",\"version\":1,\"bio\":[\"secret\"]}");

        Answer answer = sync();

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.body().path("detail").asText()).contains("/bio").doesNotContain("secret");
    }

    @Test
    void theServiceTokenIsSent() {
        sync();

        assertThat(authService().authorizations()).containsOnly("Bearer test-service-token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-anna", "an%20na", "a@b.example"})
    void whatCannotBeAnIdIsNotAskedFor(String id) {
        assertThat(service.post("/sync/sync-user/" + id, "Authorization", token("root", "ADMIN"))
                        .status())
                .isEqualTo(400);
        assertThat(authService().requests()).isEmpty();
    }

    private Answer sync() {
        return service.post("/sync/sync-user/anna", "Authorization", token("root", "ADMIN"));
    }

    private static String outcome(Answer answer) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().path("outcome").asText();
    }

    private static String anna(int version, String lastName) {
        return TestUsers.influencer("anna", Map.of("version", version, "firstName", "Anna", "lastName", lastName));
    }

    private long revision() {
        return count("SELECT revision FROM user_cache WHERE id = 'anna'");
    }

    private String lastName() {
        return database.sql("SELECT last_name FROM user_cache WHERE id = 'anna'")
                .query(String.class)
                .single();
    }
}
