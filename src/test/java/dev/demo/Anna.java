package dev.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The influencer everybody can count on, for instance the examples of the README. */
final class Anna {

    static final String USERNAME = "the.travel_anna92";

    private Anna() {}

    static Map<String, Object> fields(Instant today) {
        Instant now = today.truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> anna = new LinkedHashMap<>();
        anna.put("id", "demo-anna");
        anna.put("email", "demo-anna@example.com");
        anna.put("username", USERNAME);
        anna.put("firstName", "Anna");
        anna.put("lastName", "Müller");
        anna.put("bio", "Travel stories from Berlin and far beyond | Reisen mit dem Zug | New reels every week ✈️");
        anna.put("location", "Berlin, Germany");
        anna.put("profilePicture", "https://images.example.com/demo-anna.jpg");
        anna.put("website", "https://travel-anna.example.com");
        anna.put("instagramHandle", USERNAME);
        anna.put("contentCategories", List.of("Travel", "Adventure"));
        anna.put("primaryNiche", Niche.TRAVEL.label());
        anna.put("primaryPlatform", Platform.INSTAGRAM.label());
        anna.put("estimatedFollowers", 182_000);
        anna.put("engagementRate", 4.2);
        anna.put("roles", List.of(Role.USER, Role.INFLUENCER));
        anna.put("status", Standing.ACTIVE);
        anna.put("isActive", true);
        anna.put("emailVerified", true);
        anna.put("createdAt", now.minus(Duration.ofDays(900)).toString());
        anna.put("updatedAt", now.minus(Duration.ofDays(3)).toString());
        anna.put("lastActiveAt", now.minus(Duration.ofHours(5)).toString());
        return anna;
    }
}
