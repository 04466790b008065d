package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.localservers.GatewaySettings;
import dev.localservers.Lifetime;
import dev.localservers.LocalNginx;
import dev.localservers.SharedServers;
import dev.userservice.Service.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What happens to somebody from the first day to the last, through the gateway, while either service dies and comes back. */
@EnabledIf("dev.localservers.LocalNginx#isInstalled")
class StoryIntegrationTests {

    private static final String ADMIN = "root@example.com";
    private static final String PASSWORD = "correct horse battery";

    private ChildService users;
    private ChildService accounts;
    private LocalNginx nginx;
    private Visitor visitor;

    @BeforeEach
    void start() {
        TestIndices.drop();
        users = new ChildService(
                        SharedServers.get().freshDatabaseUrl("story_tests"),
                        SharedServers.get().elasticsearchUrl())
                .with("USERSERVICE_ANALYTICS_ACTIVITY_CARRYINTERVAL", "200ms")
                .with("USERSERVICE_ANALYTICS_ACTIVITY_ONTHEWAY", "2s")
                .with("RATE_LIMITS", "0");
        accounts = ChildService.authServiceOf(users, "token-of-the-story")
                .with("ADMIN_EMAIL", ADMIN)
                .with("ADMIN_PASSWORD", PASSWORD);
        nginx = LocalNginx.start(
                Path.of(".local", "gateway-test"),
                Lifetime.TEMPORARY,
                GatewaySettings.of(0, List.of(users.port()), List.of(accounts.port()))
                        .with("GATEWAY_TRUSTED_PROXIES", "set_real_ip_from 127.0.0.1;"));
        CompletableFuture.allOf(
                        CompletableFuture.runAsync(users::start, Thread::startVirtualThread),
                        CompletableFuture.runAsync(accounts::start, Thread::startVirtualThread))
                .join();
        visitor = new Visitor(nginx.url());
    }

    @AfterEach
    void stop() {
        nginx.close();
        List.of(users, accounts).forEach(ChildService::close);
    }

    @Test
    void somebodyIsFoundFamousAndForgotten() {
        String ada = visitor.register("ada", PASSWORD);
        String adas = visitor.logIn("ada@example.com", PASSWORD);
        awaitHits("ada", ada);

        assertThat(visitor.patch("/api/auth/users/profile", "{\"bio\": \"Notes on the engine\"}", adas)
                        .status())
                .isEqualTo(200);
        accounts.kill();
        assertThat(visitor.get("/api/search/influencers?q=ada").status()).isEqualTo(200);
        accounts.start();
        awaitHits("engine", ada);

        for (int browser = 0; browser < 20; browser++) {
            assertThat(visitor.look("/api/public/users/ada", browser).status()).isEqualTo(200);
        }
        await().until(() -> TestIndices.hasViewers(ada, 20));
        awaitTrending(true);

        visitor.register("fan", PASSWORD);
        String fans = visitor.logIn("fan@example.com", PASSWORD);
        await().until(() -> visitor.put("/api/favorites/" + ada, fans).status() == 201);
        await().until(() -> viewsOf(ada, adas) == 20);
        assertThat(visitor.get("/api/analytics/user-insights/" + ada, adas)
                        .body()
                        .at("/visibility/visible")
                        .asBoolean())
                .isTrue();
        assertThat(visitor.get("/api/analytics/user-insights/" + ada, fans).status())
                .isEqualTo(403);

        users.kill();
        assertThat(visitor.delete("/api/auth/users/profile", "{\"password\": \"" + PASSWORD + "\"}", adas)
                        .status())
                .isEqualTo(204);
        Answer away = visitor.get("/api/public/users/ada");
        assertThat(away.status()).isEqualTo(502);
        assertThat(away.body().path("code").asText()).isEqualTo("bad_gateway");
        users.start();

        await("the deletion")
                .atMost(Duration.ofSeconds(30))
                .until(() -> visitor.get("/api/public/users/ada").status() == 404);
        awaitHits("ada");
        awaitHits("engine");
        assertThat(visitor.get("/api/favorites", fans).body().path("favorites")).isEmpty();
        awaitTrending(false);
        assertThat(visitor.tryToLogIn("ada@example.com", PASSWORD).status()).isEqualTo(401);
        awaitErased(ada);
    }

    private void awaitHits(String words, String... ids) {
        await("hits of " + words)
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        visitor.get("/api/search/influencers?q=" + words).hits().equals(List.of(ids)));
    }

    private void awaitTrending(boolean wanted) {
        await("trending: " + wanted)
                .atMost(Duration.ofSeconds(45))
                .until(() -> !visitor.get("/api/analytics/trending-influencers?window=1h")
                                .body()
                                .path("items")
                                .isEmpty()
                        == wanted);
    }

    private long viewsOf(String id, String token) {
        return visitor.get("/api/analytics/profile-views/" + id + "?window=24h", token)
                .body()
                .at("/total/views")
                .asLong();
    }

    // operators ask inside, where the gateway lets nobody
    private void awaitErased(String id) {
        String admin = visitor.logIn(ADMIN, PASSWORD);
        assertThat(visitor.get("/api/sync/users/" + id, admin).status()).isEqualTo(404);
        await("proof of the deletion")
                .atMost(Duration.ofSeconds(30))
                .until(() -> users.service()
                        .get("/sync/users/" + id, "Authorization", "Bearer " + admin)
                        .body()
                        .path("erased")
                        .asBoolean());
    }
}
