package dev.userservice.analytics;

/** How often one person was looked at in an hour, and by whom, since the last time this was written down. */
record Count(UserHour of, long profileViews, long searchAppearances, long favorites, Viewers viewers) {

    /** A view by the person with this hash. */
    static Count profileView(UserHour of, long viewer) {
        return new Count(of, 1, 0, 0, Viewers.one(viewer));
    }

    static Count searchAppearance(UserHour of) {
        return new Count(of, 0, 1, 0, Viewers.nobody());
    }

    /** So many more who made the person a favorite; fewer if this is negative. */
    static Count favorites(UserHour of, long more) {
        return new Count(of, 0, 0, more, Viewers.nobody());
    }

    Count plus(Count other) {
        return new Count(
                of,
                profileViews + other.profileViews,
                searchAppearances + other.searchAppearances,
                favorites + other.favorites,
                viewers.plus(other.viewers));
    }

    boolean isOfAppearancesOnly() {
        return profileViews == 0 && favorites == 0;
    }

    String userId() {
        return of.userId();
    }

    /** How many events this stands for. */
    long events() {
        return profileViews + searchAppearances + Math.abs(favorites);
    }
}
