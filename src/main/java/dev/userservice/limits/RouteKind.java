package dev.userservice.limits;

import dev.userservice.web.WebhookRoutes;
import java.util.Locale;
import java.util.Optional;

/** Routes that cost alike and are asked for alike, so that one budget fits all of a kind. */
enum RouteKind {
    SEARCH,
    SUGGESTIONS,
    PROFILES,
    ANALYTICS,
    FAVORITES,
    ADMIN,
    OTHER;

    /** The kind of a route, whether there is such a route or not; nothing if it has no limit. */
    static Optional<RouteKind> of(String path) {
        // the Auth Service sends what it has to send, and is answered 503 when it is too much
        return WebhookRoutes.include(path) ? Optional.empty() : Optional.of(limited(path));
    }

    private static RouteKind limited(String path) {
        return switch (path.split("/", 3)[path.startsWith("/") ? 1 : 0]) {
            case "search" -> path.equals("/search/suggestions") ? SUGGESTIONS : SEARCH;
            case "public" -> PROFILES;
            case "analytics" -> ANALYTICS;
            case "favorites", "recommendations" -> FAVORITES;
            case "sync", "admin" -> ADMIN;
            default -> OTHER;
        };
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
