package dev.userservice.analytics;

/** How often one person was looked at since the last time this was written down. */
record Count(String userId, long profileViews, long searchAppearances) {

    static Count profileView(String userId) {
        return new Count(userId, 1, 0);
    }

    static Count searchAppearance(String userId) {
        return new Count(userId, 0, 1);
    }

    Count plus(Count other) {
        return new Count(userId, profileViews + other.profileViews, searchAppearances + other.searchAppearances);
    }
}
