package dev.bench;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Invented users with the skews of real ones: few names are frequent, few people are followed by many. A corpus of
 * {@code n} users is the beginning of every larger one.
 */
final class Corpus {

    private static final long SEED = 20_261_101;
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
    private static final double MOST_FOLLOWERS = 3e8;
    // the tail of follower counts: a tenth as many people have ten times as many, roughly
    private static final double TAIL = 1.05;
    private static final List<String> PLATFORMS = List.of("Instagram", "YouTube", "TikTok", "Twitch", "X");

    private final Vocabulary words = Vocabulary.of(SEED);
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final Set<String> handles = new HashSet<>();

    /** The fields on the wire of the first {@code count} users. */
    Stream<Map<String, Object>> users(int count) {
        return IntStream.range(0, count).mapToObj(this::user);
    }

    private Map<String, Object> user(int number) {
        String first = words.firstNames().draw(random);
        String last = words.lastNames().draw(random);
        String niche = Vocabulary.NICHES.get(random.nextInt(Vocabulary.NICHES.size()));
        String city = words.cities().draw(random);
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("id", "user-%07d".formatted(number));
        user.put("email", "user-%07d@example.com".formatted(number));
        user.put("username", handle(first, last, niche, number));
        user.put("firstName", first);
        user.put("lastName", last);
        user.put("location", city);
        user.put("bio", bio(niche, city));
        user.put("profilePicture", "https://images.example.com/%d.jpg".formatted(number));
        user.put("primaryNiche", niche);
        user.put("contentCategories", List.of(niche, Vocabulary.NICHES.get(random.nextInt(Vocabulary.NICHES.size()))));
        user.put("primaryPlatform", PLATFORMS.get(random.nextInt(PLATFORMS.size())));
        user.put("estimatedFollowers", followers());
        user.put("engagementRate", Math.round(random.nextExponential() * 300) / 100.0);
        user.put("roles", List.of("USER", role()));
        user.put("status", "ACTIVE");
        user.put("isActive", true);
        user.put("emailVerified", random.nextInt(3) > 0);
        Instant seen = NOW.minus(Duration.ofHours((long) (random.nextExponential() * 24 * 60)));
        user.put("createdAt", seen.minus(Duration.ofDays(random.nextInt(2_000))).toString());
        user.put("updatedAt", seen.toString());
        user.put("lastActiveAt", seen.toString());
        return user;
    }

    private String role() {
        int share = random.nextInt(100);
        return share < 85 ? "INFLUENCER" : share < 92 ? "BRAND" : "CREW";
    }

    private long followers() {
        return (long) Math.min(MOST_FOLLOWERS, 150 / Math.pow(1 - random.nextDouble(), 1 / TAIL));
    }

    private String bio(String niche, String city) {
        List<String> sentences = Vocabulary.sentences(niche);
        return "%s from %s. %s, %s. %s"
                .formatted(
                        words.jobs().draw(random),
                        city,
                        words.hobbies().draw(random),
                        words.dishes().draw(random),
                        sentences.get(random.nextInt(sentences.size())));
    }

    private String handle(String first, String last, String niche, int number) {
        String one = latin(first, "user");
        String other = latin(last, niche);
        String handle = switch (random.nextInt(5)) {
            case 0 -> one + "." + other;
            case 1 -> one + "_" + other;
            case 2 -> "the." + niche + "_" + one;
            case 3 -> one + other;
            default -> one + random.nextInt(100);
        };
        return handles.add(handle) ? handle : unique(handle, number);
    }

    private String unique(String handle, int number) {
        String other = handle + Integer.toString(number, Character.MAX_RADIX);
        handles.add(other);
        return other;
    }

    private static String latin(String name, String otherwise) {
        String letters = Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]", "");
        return letters.isEmpty() ? otherwise : letters;
    }
}
