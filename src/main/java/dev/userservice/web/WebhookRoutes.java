package dev.userservice.web;

import java.util.Set;

/** Where the Auth Service sends its webhooks: by signature instead of token, without a budget, with a limit of their own. */
public final class WebhookRoutes {

    static final Set<String> ALL = Set.of("/sync/user-created", "/sync/user-updated", "/sync/user-deleted");

    private WebhookRoutes() {}

    /** Whether this path, without the prefix, is one of them. */
    public static boolean include(String path) {
        return ALL.contains(path);
    }
}
