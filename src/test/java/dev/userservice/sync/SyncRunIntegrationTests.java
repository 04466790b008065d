package dev.userservice.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.Service.Answer;
import dev.userservice.SourceFault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A full read of the Auth Service takes over what differs, and nothing else. */
class SyncRunIntegrationTests extends AbstractRunTests {

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everybodyIsTakenOverAndFoundWhicheverFormThePagesHave(boolean lines) {
        sourceHas(25);
        authService().users().listInLines(lines);

        Answer answer = start();
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).matches("/sync/runs/[0-9]+");
        assertThat(answer.body().path("state").asText()).isEqualTo("running");
        JsonNode run = completed(answer.header("Location"));

        assertThat(run.path("read").asInt()).isEqualTo(25);
        assertThat(run.path("changed").asInt()).isEqualTo(25);
        assertThat(run.path("total").asInt()).isEqualTo(25);
        assertThat(run.path("checkpoint").asText()).isEqualTo(id(19));
        assertThat(run.path("usersPerSecond").asDouble()).isPositive();
        assertThat(run.has("finishedAt")).isTrue();
        awaitIndexed();
        assertThat(service.get("/search/influencers?size=100").hits()).hasSize(25);
        assertThat(authService().requests())
                .containsExactly(
                        "/internal/users?after=&limit=10",
                        "/internal/users?after=user-09&limit=10",
                        "/internal/users?after=user-19&limit=10");
    }

    @Test
    void aFullPassOverUnchangedUsersWritesNothing() {
        bothHave(25);
        String rows = versionsOfRows();
        long revision = count("SELECT last_value FROM revision");

        JsonNode run = completed(started());

        assertThat(run.path("unchanged").asInt()).isEqualTo(25);
        assertThat(run.path("changed").asInt()).isZero();
        assertThat(versionsOfRows()).isEqualTo(rows);
        assertThat(count("SELECT last_value FROM revision")).isEqualTo(revision);
        assertThat(count("SELECT count(*) FROM index_queue")).isZero();
    }

    @Test
    void aScoreThatFadedIsNoDifference() {
        bothHave(3);
        database.sql("UPDATE user_cache SET search_score = 0.01").update();

        assertThat(completed(started()).path("unchanged").asInt()).isEqualTo(3);
    }

    @Test
    void onlyUsersThatDifferAreWritten() {
        bothHave(12);
        long revision = count("SELECT last_value FROM revision");
        authService().users().put(user(1, 2, "newer"));
        authService().users().put(user(2, 1, "same version, other words"));
        service.userUpdated(user(3, 5, "newer by webhook"));
        service.userDeleted("{\"userId\":\"user-04\",\"version\":1}");
        authService().users().put(user(12, 1, "lost webhook"));

        JsonNode run = completed(started());

        assertThat(run.path("changed").asInt()).isEqualTo(3);
        assertThat(run.path("stale").asInt()).isEqualTo(2);
        assertThat(run.path("unchanged").asInt()).isEqualTo(8);
        assertThat(bios("SELECT bio FROM user_cache WHERE revision > " + revision + " ORDER BY id"))
                .containsExactly("newer", "same version, other words", "newer by webhook", null, "lost webhook");
        awaitIndexed();
        assertThat(service.search("same version other words").hits()).startsWith(id(2));
    }

    private List<String> bios(String sql) {
        return database.sql(sql).query(String.class).list();
    }

    @Test
    void anInvalidUserIsReportedWithoutItsValuesAndHoldsUpNobody() {
        bothHave(12);
        authService().users().put("{\"id\":\"user-03\",\"version\":2,\"email\":[\"secret@canary.example\"]}");
        authService().users().put("{\"id\":\"eve@canary.example\",\"version\":1}");
        authService().users().put("{\"id\":\"unordered\"}");
        authService().users().put(user(11, 2, "newer"));

        JsonNode run = completed(started());

        assertThat(run.path("invalid").asInt()).isEqualTo(3);
        assertThat(run.path("changed").asInt()).isEqualTo(1);
        assertThat(run.path("missing").asInt()).isZero();
        assertThat(run.path("invalidUsers").toString()).isEqualTo("""
                        [{"fields":["/id"],"userId":"(not an id)"},{"fields":["/updatedAt"],"userId":"unordered"},\
                        {"fields":["/email"],"userId":"user-03"}]""");
        assertThat(live()).isEqualTo(12);
    }

    @Test
    void refusedStartsForgetNoEarlierRun() {
        bothHave(12);
        String complete = started();
        completed(complete);
        String elsewhere = "/sync/runs/" + count("""
                INSERT INTO sync_run (started_revision, available_at)
                SELECT last_value, now() + interval '1 day' FROM revision RETURNING id
                """);
        for (int i = 0; i < 120; i++) {
            assertThat(start().status()).isEqualTo(409);
        }
        assertThat(admin(elsewhere + "/cancel").status()).isEqualTo(200);

        completed(started());

        assertThat(run(complete).path("state").asText()).isEqualTo("completed");
        assertThat(run("/sync/runs").path("runs")).hasSize(4);
    }

    @Test
    void aRunThatCannotBeIsNotFound() {
        for (String id : List.of("abc", "0", "-1", "01", "0x1", "99999999999999999999", "%F0%9F%98%80")) {
            assertThat(run("/sync/runs/" + id).path("code").asText()).as(id).isEqualTo("unknown_run");
        }
    }

    @Test
    void onlyOneRunIsAtWorkAndACancelledOneDoesNothingMore() {
        bothHave(12);
        authService().behaves(SourceFault.HANGS);
        String first = started();

        Answer second = start();
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().path("code").asText()).isEqualTo("run_in_progress");
        assertThat(second.body().path("run").asText()).isEqualTo(first);

        assertThat(admin(first + "/cancel").body().path("state").asText()).isEqualTo("cancelled");
        assertThat(admin(first + "/cancel").status()).isEqualTo(409);
        assertThat(admin(first + "/resume").status()).isEqualTo(409);

        authService().recovers();
        completed(started());
        assertThat(run(first).path("state").asText()).isEqualTo("cancelled");
        assertThat(run("/sync/runs").path("runs").path(1).path("id").asText()).isEqualTo(first.substring(11));
    }

    @Test
    void aPageThatComesAfterTheCancelIsNotTaken() {
        bothHave(25);
        authService().users().put(user(12, 2, "too late"));
        authService().behavesAt("after=user-09", exchange -> {
            String current = run("/sync/runs").at("/runs/0/id").asText();
            admin("/sync/runs/" + current + "/cancel");
            authService().users().handle(exchange);
        });
        String cancelled = started();
        awaitState(cancelled, "cancelled");
        awaitState(started(), "cancelled");

        assertThat(run(cancelled).path("read").asInt()).isEqualTo(10);
        assertThat(count("SELECT count(*) FROM user_cache WHERE bio = 'too late'"))
                .isZero();
    }

    @Test
    void whatIsKnownOfARunIsNothingPersonal() {
        bothHave(12);

        assertThat(run("/sync/runs").toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @CsvSource({
        "/sync/runs/999999999/resume?confirmDeletes=yes, 400",
        "/sync/sync-all-users?dryRun=true, 400",
        "/sync/sync-user/user-01?dryRun=true, 400",
        "/sync/runs/x/resume, 404",
        "/sync/runs/x/cancel, 404"
    })
    void aMalformedRequestIsRefused(String path, int status) {
        assertThat(admin(path).status()).isEqualTo(status);
        assertThat(count("SELECT count(*) FROM sync_run")).isZero();
    }
}
