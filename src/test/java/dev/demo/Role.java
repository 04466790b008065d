package dev.demo;

/** What an Auth Service lets somebody be. */
enum Role {
    USER,
    INFLUENCER,
    BRAND,
    CREW,
    MODERATOR,
    ADMIN,
    SUPER_ADMIN
}
