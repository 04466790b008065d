package dev.userservice.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which routes share a budget. */
class RouteKindTests {

    @ParameterizedTest
    @CsvSource({
        "/search/influencers, SEARCH",
        "/search/influencers/anna/similar, SEARCH",
        "/search/why, SEARCH",
        "/search/suggestions, SUGGESTIONS",
        "/public/users/anna, PROFILES",
        "/public/influencers/anna, PROFILES",
        "/analytics/trending-influencers, ANALYTICS",
        "/analytics/profile-views/anna, ANALYTICS",
        "/favorites, FAVORITES",
        "/favorites/anna, FAVORITES",
        "/recommendations/dismissed/anna, FAVORITES",
        "/sync/users/anna, ADMIN",
        "/sync/user-created/x, ADMIN",
        "/admin/reindex, ADMIN",
        "/v3/api-docs, OTHER",
        "/searching, OTHER",
        "/, OTHER",
        "'', OTHER"
    })
    void everyPathIsOfOneKind(String path, RouteKind kind) {
        assertThat(RouteKind.of(path)).contains(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sync/user-created", "/sync/user-updated", "/sync/user-deleted"})
    void webhooksHaveNoLimit(String path) {
        assertThat(RouteKind.of(path)).isEmpty();
    }
}
