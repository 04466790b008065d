package dev.userservice.reindexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Everybody is written to the index once more, and nobody who is deleted comes back by it. */
class RewriteIntegrationTests extends AbstractServiceTests {

    private static final int USERS = 1200;

    @Autowired
    private Rewrites rewrites;

    @BeforeEach
    void addUsers() {
        IntStream.range(0, USERS).forEach(n -> service.userCreated(TestUsers.influencer("user-" + n, Map.of())));
        service.userDeleted("{\"userId\": \"user-7\", \"version\": 2}");
        awaitIndexed();
    }

    @Test
    void everybodyIsWrittenOnceMoreWithANewRevision() {
        long before = count("SELECT max(revision) FROM user_cache");
        assertThat(state().body().path("state").asText()).isEqualTo("never");

        Answer answer = service.post("/admin/index/rewrite", "Authorization", token("root", "ADMIN"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("state").asText()).isEqualTo("running");
        awaitFinished();
        assertThat(state().body().path("users").asLong()).isEqualTo(USERS - 1);
        awaitIndexed();
        assertThat(count("SELECT count(*) FROM user_cache WHERE deleted_at IS NULL AND revision <= " + before))
                .isZero();
        Answer documents = Answer.of(elasticsearch(
                "GET", "/users/_search?version=true&size=0&track_total_hits=true&q=" + "visible:true", ""));
        assertThat(documents.body().at("/hits/total/value").asLong()).isEqualTo(USERS - 1);
        Answer one = Answer.of(elasticsearch("GET", "/users/_doc/user-0", ""));
        assertThat(one.body().path("_version").asLong())
                .isEqualTo(count("SELECT revision FROM user_cache WHERE id = 'user-0'"))
                .isGreaterThan(before);
        assertThat(elasticsearch("GET", "/users/_doc/user-7", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aStepGoesOnWhereTheOneBeforeEnded() {
        rewrites.start();
        rewrites.step(700);
        rewrites.start();
        rewrites.step(700);

        awaitFinished();
        assertThat(state().body().path("users").asLong()).isEqualTo(USERS - 1);
    }

    private void awaitFinished() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> state().body().path("state").asText().equals("finished"));
    }

    private Answer state() {
        return service.get("/admin/index/rewrite", "Authorization", token("root", "ADMIN"));
    }
}
