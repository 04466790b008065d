package dev.userservice.limits;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Routes that cost alike and are asked for alike, so that one budget fits all of a kind. */
enum RouteKind {
    SEARCH,
    SUGGESTIONS,
    PROFILES,
    ANALYTICS,
    FAVORITES,
    ADMIN,
    OTHER;

    // the Auth Service sends what it has to send, and is answered 503 when it is too much
    private static final Set<String> WEBHOOKS =
            Set.of("/sync/user-created", "/sync/user-updated", "/sync/user-deleted");

    /** The kind of a route, whether there is such a route or not; nothing if it has no limit. */
    static Optional<RouteKind> of(String path) {
        return WEBHOOKS.contains(path) ? Optional.empty() : Optional.of(limited(path));
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
