package dev.userservice.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Public profiles by id or username, and who has none. */
class ProfileIntegrationTests extends AbstractServiceTests {

    @BeforeEach
    void addAnna() {
        service.userCreated(TestUsers.influencer(
                "u-1", Map.of("username", "Anna_T", "firstName", "Anna", "email", "a@example.com")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"u-1", "Anna_T", "anna_t"})
    void aProfileIsFoundByIdOrUsername(String key) {
        Answer profile = service.get("/public/users/" + key);

        assertThat(profile.status()).isEqualTo(200);
        assertThat(profile.body().path("firstName").asText()).isEqualTo("Anna");
        assertThat(profile.body().has("email")).isFalse();
    }

    @Test
    void anIdCountsBeforeTheSameUsername() {
        service.userCreated(TestUsers.influencer("u-2", Map.of("username", "u-1", "firstName", "Impostor")));

        assertThat(service.get("/public/users/u-1").body().path("firstName").asText())
                .isEqualTo("Anna");
    }

    @Test
    void anUnchangedProfileIsNotSentAgain() {
        Answer first = service.get("/public/users/u-1");
        assertThat(first.header("Cache-Control")).isEqualTo("max-age=30, public");

        var again = service.sendRaw(service.request("/public/users/u-1", "If-None-Match", first.header("ETag"))
                .build());
        assertThat(again.statusCode()).isEqualTo(304);

        service.userUpdated(TestUsers.influencer("u-1", Map.of("version", 2, "firstName", "Berta")));
        assertThat(service.get("/public/users/u-1", "If-None-Match", first.header("ETag"))
                        .body()
                        .path("firstName")
                        .asText())
                .isEqualTo("Berta");
    }

    @Test
    void absentDeletedAndHiddenUsersLookTheSame() {
        service.userCreated(TestUsers.influencer("hidden", Map.of("status", "SUSPENDED")));
        service.userCreated(TestUsers.influencer("deleted", Map.of()));
        service.userDeleted("{\"userId\":\"deleted\",\"version\":2}");

        String absent = problem("absent");

        assertThat(problem("hidden")).isEqualTo(absent);
        assertThat(problem("deleted")).isEqualTo(absent);
        assertThat(absent).contains("unknown_user");
    }

    private String problem(String key) {
        Answer answer = service.get("/public/users/" + key, "X-Request-ID", "same");
        assertThat(answer.status()).isEqualTo(404);
        return answer.body().toString().replace("/public/users/" + key, "");
    }
}
