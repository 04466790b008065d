package dev.userservice.trending;

import java.util.Locale;

/** Whom a list is about. */
enum Kind {
    INFLUENCERS("INFLUENCER"),
    BRANDS("BRAND");

    private final String role;

    Kind(String role) {
        this.role = role;
    }

    /** The role that everybody on the list has. */
    String role() {
        return role;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
