package dev.userservice.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.SourceFault;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the Auth Service does to a full read, nobody is deleted, the run says why it stopped, and it goes on. */
class SyncRunFaultIntegrationTests extends AbstractRunTests {

    @ParameterizedTest
    @EnumSource(SourceFault.class)
    void aFaultDeletesNobodyIsNamedAndTheRunGoesOnAfterwards(SourceFault fault) {
        bothHave(12);
        String rows = versionsOfRows();
        authService().behaves(fault);

        String location = started();
        JsonNode stopped = awaitState(location, "waiting", "failed", "needs_confirmation");

        assertThat(stopped.path("state").asText().equals("needs_confirmation"))
                .isEqualTo(fault == SourceFault.LISTS_NOBODY);
        assertThat(stopped.path("error").asText()).contains("Auth Service").doesNotContain("Exception", "http");
        assertThat(versionsOfRows()).isEqualTo(rows);

        authService().recovers();
        if (stopped.path("state").asText().equals("needs_confirmation")) {
            assertThat(admin(location + "/cancel").status()).isEqualTo(200);
            location = started();
        } else if (stopped.path("state").asText().equals("failed")) {
            assertThat(admin(location + "/resume").status()).isEqualTo(202);
        }
        JsonNode run = completed(location);
        assertThat(run.path("unchanged").asInt()).isEqualTo(12);
        assertThat(run.has("error")).isFalse();
        assertThat(versionsOfRows()).isEqualTo(rows);
    }

    @ParameterizedTest
    @EnumSource(
            value = SourceFault.class,
            names = {"ANSWERS_500", "CUTS_THE_ANNOUNCED_BODY", "REFUSES_THE_TOKEN"})
    void aRunGoesOnFromThePageThatFailed(SourceFault fault) {
        bothHave(25);
        authService().behavesAt("after=user-09", fault);
        String location = started();
        awaitState(location, "waiting", "failed");

        authService().requests().clear();
        authService().recovers();
        admin(location + "/resume");

        JsonNode run = completed(location);
        assertThat(run.path("read").asInt()).isEqualTo(25);
        assertThat(authService().requests()).noneMatch(path -> path.contains("after=&"));
    }

    @Test
    void aRunThatFailedTooOftenGivesUpAndCanBeResumed() {
        bothHave(2);
        authService().behaves(SourceFault.ANSWERS_500);
        String location = started();

        JsonNode failed = awaitState(location, "failed");
        assertThat(failed.path("error").asText()).contains("given up after 13 attempts");

        authService().recovers();
        assertThat(admin(location + "/resume").status()).isEqualTo(202);
        completed(location);
    }

    @Test
    void anAuthServiceThatListsNobodyDeletesNobodyEvenIfThereIsOnlyOne() {
        bothHave(1);
        authService().users().clear();

        JsonNode run = awaitState(started(), "needs_confirmation", "completed");

        assertThat(run.path("error").asText()).contains("listed nobody at all");
        assertThat(live()).isEqualTo(1);
    }

    @Test
    void anEndThatComesTooEarlyStopsAtTheCap() {
        bothHave(25);
        authService().behavesAt("after=user-09", SourceFault.LISTS_NOBODY);

        JsonNode run = awaitState(started(), "needs_confirmation", "completed");

        assertThat(run.path("missing").asInt()).isEqualTo(15);
        assertThat(run.path("error").asText()).contains("15 of 25 users");
        assertThat(live()).isEqualTo(25);
    }

    @Test
    void aUserMissingFromTheListButFoundByIdIsKept() {
        bothHave(12);
        authService().users().remove(id(3));
        authService().behavesAt("/users/user-03", exchange -> {
            authService().users().put(user(3, 1, "as created"));
            authService().users().handle(exchange);
        });

        JsonNode run = completed(started());

        assertThat(run.path("missing").asInt()).isEqualTo(1);
        assertThat(run.path("deleted").asInt()).isZero();
        assertThat(live()).isEqualTo(12);
    }

    @ParameterizedTest
    @EnumSource(
            value = SourceFault.class,
            names = {"ANSWERS_500", "HANGS", "CUTS_THE_CHUNKED_BODY", "REFUSES_THE_TOKEN", "SENDS_GARBAGE"})
    void aFaultWhileAMissingUserIsLookedUpDeletesNobody(SourceFault fault) {
        bothHave(12);
        authService().users().remove(id(3));
        authService().behavesAt("/users/user-03", fault);
        String location = started();

        JsonNode stopped = awaitState(location, "waiting", "failed");
        assertThat(stopped.path("error").asText()).contains("Auth Service");
        assertThat(live()).isEqualTo(12);

        authService().recovers();
        admin(location + "/resume");
        assertThat(completed(location).path("deleted").asInt()).isEqualTo(1);
        assertThat(live()).isEqualTo(11);
    }

    @Test
    void anAuthServiceThatFindsNobodyByIdIsNotBelieved() {
        bothHave(12);
        authService().users().remove(id(3));
        authService().behavesAt("/users/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });

        JsonNode run = awaitState(started(), "failed", "completed");

        assertThat(run.path("error").asText()).contains("does not find user-00, whom it lists");
        assertThat(live()).isEqualTo(12);
    }

    @Test
    void aUserWhoseWebhookComesDuringTheRunIsNotDeleted() {
        bothHave(12);
        authService().behaves(exchange -> {
            IntStream.of(50, 51).forEach(n -> service.userCreated(user(n, 1, "just created")));
            authService().users().handle(exchange);
        });

        JsonNode run = completed(started());

        assertThat(run.path("missing").asInt()).isZero();
        assertThat(live()).isEqualTo(14);
    }

    @Test
    void aMissingUserWhoChangesBeforeTheDeleteIsNotDeleted() {
        bothHave(12);
        authService().users().remove(id(3));
        authService().behavesAt("/users/user-03", exchange -> {
            service.userUpdated(user(3, 2, "still here"));
            authService().users().handle(exchange);
        });

        JsonNode run = completed(started());

        assertThat(run.path("missing").asInt()).isEqualTo(1);
        assertThat(run.path("deleted").asInt()).isZero();
        assertThat(live()).isEqualTo(12);
    }
}
