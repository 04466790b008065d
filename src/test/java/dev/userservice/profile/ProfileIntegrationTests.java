package dev.userservice.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource({
        "influencers, 200 404 404 404",
        "brands,      404 200 404 404",
        "crew,        404 404 200 404",
        "users,       200 200 200 200"
    })
    void aRouteOfARoleShowsOnlyWhoHasIt(String route, String expected) {
        service.userCreated(TestUsers.influencer("b-1", Map.of("roles", List.of("USER", "BRAND"))));
        service.userCreated(TestUsers.influencer("c-1", Map.of("roles", List.of("USER", "CREW"))));
        service.userCreated(TestUsers.influencer("p-1", Map.of("roles", List.of("USER"))));

        assertThat(Stream.of("anna_t", "b-1", "c-1", "p-1")
                        .map(key -> service.get("/api/public/" + route + "/" + key))
                        .map(answer -> Integer.toString(answer.status())))
                .containsExactly(expected.split(" ", -1));
    }

    @Test
    void aProfileIsTheSameOnTheRouteOfARole() {
        Answer profile = service.get("/public/users/u-1");
        Answer influencer = service.get("/public/influencers/Anna_T");

        assertThat(influencer.body()).isEqualTo(profile.body());
        assertThat(influencer.header("ETag")).isEqualTo(profile.header("ETag"));
        assertThat(influencer.header("Cache-Control")).isEqualTo(profile.header("Cache-Control"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "influencers", "brands", "crew"})
    void theDescriptionOfTheApiSaysWhatAProfileHolds(String route) {
        assertThat(service.get("/v3/api-docs")
                        .body()
                        .path("paths")
                        .path("/public/" + route + "/{idOrUsername}")
                        .findPath("200")
                        .findPath("$ref")
                        .asText())
                .isEqualTo("#/components/schemas/PublicUser");
    }

    @Test
    void whoIsOfAnotherRoleLooksLikeNobody() {
        assertThat(problem("/public/crew/", "u-1")).isEqualTo(problem("/public/crew/", "absent"));
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

        String absent = problem("/public/users/", "absent");

        assertThat(problem("/public/users/", "hidden")).isEqualTo(absent);
        assertThat(problem("/public/users/", "deleted")).isEqualTo(absent);
        assertThat(absent).contains("unknown_user");
    }

    private String problem(String route, String key) {
        Answer answer = service.get(route + key, "X-Request-ID", "same");
        assertThat(answer.status()).isEqualTo(404);
        return answer.body().toString().replace(route + key, "");
    }
}
