package dev.demo;

import java.util.Arrays;

/** What an Auth Service lets somebody be. */
enum Role {
    USER,
    INFLUENCER,
    BRAND,
    CREW,
    MODERATOR,
    ADMIN,
    SUPER_ADMIN;

    static boolean isKnown(String name) {
        return Arrays.stream(values()).anyMatch(role -> role.name().equals(name));
    }
}
