package dev.userservice.favorites;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody sees or changes the favorites of another: every route with everybody who might call it. */
class FavoritesPrivacyIntegrationTests extends AbstractFavoriteTests {

    /** Whom each may see: anonymous, the owner, another user, an admin; the owner has the secret as a favorite. */
    private static final String ROUTES = """
            GET    /favorites                       none secret none none
            GET    /favorites?size=1                none secret none none
            GET    /favorites/secret                none secret none none
            GET    /favorites?owner=owner           none none none none
            GET    /favorites?userId=owner          none none none none
            GET    /favorites/secret?owner=owner    none none none none
            GET    /favorites/owner                 none none none none
            GET    /favorites/owner/secret          none none none none
            DELETE /favorites/secret?owner=owner    none none none none
            PUT    /favorites/other?owner=owner     none none none none
            """;

    @BeforeEach
    void addPeople() {
        add("owner", Map.of());
        add("other", Map.of());
        add("secret", Map.of("username", "canary77"));
        favor("owner", "secret");
    }

    @Test
    void everyRouteShowsFavoritesToTheirOwnerOnly() {
        SoftAssertions table = new SoftAssertions();
        for (String line : ROUTES.lines().toList()) {
            List<String> column = List.of(line.split("\\s+"));
            String[] callers = {
                "", token("owner", "USER"), token("other", "USER", "BRAND"), token("root", "SUPER_ADMIN")
            };
            for (int i = 0; i < callers.length; i++) {
                boolean seen = body(column.get(0), column.get(1), callers[i]).contains("canary77");
                table.assertThat(seen)
                        .as(line + " as caller " + i)
                        .isEqualTo(column.get(2 + i).equals("secret"));
            }
        }
        table.assertAll();
        assertThat(favorites("owner")).containsExactly("secret");
        assertThat(favorites("other")).isEmpty();
    }

    @Test
    void noCacheOnTheWayKeepsWhatOnlyTheOwnerMaySee() {
        for (String path : List.of("/favorites", "/favorites/secret", "/recommendations", "/search/users?q=canary77")) {
            assertThat(send("owner", "GET", path).header("Cache-Control"))
                    .as(path)
                    .contains("no-store");
        }
    }

    @Test
    void nobodyRemovesOrAddsForAnother() {
        assertThat(status("other", "DELETE", "/favorites/secret")).isEqualTo(204);
        assertThat(service.sendRaw(service.request("/favorites/secret", "Authorization", token("root", "ADMIN"))
                                .DELETE()
                                .build())
                        .statusCode())
                .isEqualTo(204);
        assertThat(favorites("owner")).containsExactly("secret");
    }

    private String body(String method, String path, String token) {
        var request = token.isEmpty() ? service.request(path) : service.request(path, "Authorization", token);
        return service.sendRaw(request.method(method, BodyPublishers.noBody()).build())
                .body();
    }
}
