package dev.demo;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.userservice.user.UserProfile;
import jakarta.validation.Validation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DemoUsersTests {

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final Offset<Double> ABOUT = within(0.03);

    private static final Instant NOW = Instant.parse("2025-06-15T12:00:00Z");
    private static final List<String> WEBHOOKS = DemoUsers.webhooks(NOW).toList();
    private static final List<UserProfile> USERS =
            WEBHOOKS.stream().map(DemoUsersTests::profile).toList();

    private static JsonNode json(String webhook) {
        try {
            return JSON.readTree(webhook);
        } catch (Exception e) {
            throw new AssertionError(webhook, e);
        }
    }

    private static UserProfile profile(String webhook) {
        return JSON.convertValue(json(webhook).get("data"), UserProfile.class);
    }

    private static double share(Predicate<UserProfile> those) {
        return (double) USERS.stream().filter(those).count() / USERS.size();
    }

    private static double share(String role) {
        return share(user -> user.roles().contains(role));
    }

    private static <T> Set<T> all(Function<UserProfile, T> property) {
        return USERS.stream().map(property).collect(toSet());
    }

    @Test
    void areTheSameEveryTime() {
        assertThat(DemoUsers.webhooks(NOW)).hasSize(DemoUsers.COUNT).containsExactlyElementsOf(WEBHOOKS);
    }

    @Test
    void keepEverythingButTheirDatesOnAnotherDay() {
        List<String> tomorrow = DemoUsers.webhooks(NOW.plus(Duration.ofDays(1)))
                .map(DemoUsersTests::profile)
                .map(user -> user.id() + user.username() + user.bio() + user.estimatedFollowers() + user.status())
                .toList();

        assertThat(tomorrow)
                .containsExactlyElementsOf(USERS.stream()
                        .map(user ->
                                user.id() + user.username() + user.bio() + user.estimatedFollowers() + user.status())
                        .toList());
    }

    @Test
    void shareNeitherIdNorUsernameNorAddress() {
        assertThat(all(UserProfile::id)).hasSize(DemoUsers.COUNT);
        assertThat(all(user -> user.username().toLowerCase(Locale.ROOT))).hasSize(DemoUsers.COUNT);
        assertThat(all(UserProfile::email)).hasSize(DemoUsers.COUNT);
    }

    @Test
    void comeAsTheFirstVersionInAnEnvelope() {
        assertThat(WEBHOOKS).map(DemoUsersTests::json).allSatisfy(webhook -> {
            assertThat(webhook.get("type").asText()).isEqualTo("user.created");
            assertThat(Instant.parse(webhook.get("timestamp").asText())).isBeforeOrEqualTo(NOW);
            assertThat(webhook.at("/data/version").asInt()).isEqualTo(1);
        });
    }

    @Test
    void satisfyEveryConstraintOfAProfile() {
        try (var validators = Validation.buildDefaultValidatorFactory()) {
            assertThat(USERS)
                    .allSatisfy(user ->
                            assertThat(validators.getValidator().validate(user)).isEmpty());
        }
    }

    @Test
    void haveAddressesThatReachNobody() {
        assertThat(USERS).allSatisfy(user -> assertThat(user.email()).matches("[a-z0-9.-]+@example\\.(com|org)"));
    }

    @Test
    void areMostlyInfluencersAndEverybodyIsAUser() {
        assertThat(share("USER")).isEqualTo(1);
        assertThat(share("INFLUENCER")).isCloseTo(0.6, ABOUT);
        assertThat(share("BRAND")).isCloseTo(0.15, ABOUT);
        assertThat(share("CREW")).isCloseTo(0.15, ABOUT);
        assertThat(share(user -> user.roles().equals(List.of("USER")))).isCloseTo(0.1, ABOUT);
    }

    @Test
    void haveEveryRoleAndEveryStatus() {
        assertThat(USERS.stream().flatMap(user -> user.roles().stream()))
                .containsAll(Arrays.stream(Role.values()).map(Role::name).toList());
        assertThat(all(UserProfile::status))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Standing.values()).map(Standing::name).toList());
        assertThat(share(user -> user.status().equals("ACTIVE"))).isCloseTo(0.88, ABOUT);
        assertThat(USERS).anyMatch(user -> user.status().equals("ACTIVE") && !user.visible());
    }

    @Test
    void writeInManyScripts() {
        assertThat(Stream.of(
                        Character.UnicodeScript.CYRILLIC,
                        Character.UnicodeScript.ARABIC,
                        Character.UnicodeScript.DEVANAGARI,
                        Character.UnicodeScript.HAN,
                        Character.UnicodeScript.HANGUL))
                .allSatisfy(script -> assertThat(share(user -> (user.firstName() + user.bio())
                                .codePoints()
                                .anyMatch(letter -> Character.UnicodeScript.of(letter) == script)))
                        .as(script.name())
                        .isGreaterThan(0.02));
        assertThat(share(user -> String.valueOf(user.lastName()).matches(".*[À-ỹ].*")))
                .isGreaterThan(0.05);
    }

    @Test
    void haveHandlesAsOnRealPlatforms() {
        assertThat(all(UserProfile::username)).allMatch(handle -> handle.matches("[A-Za-z0-9._]{2,60}"));
        assertThat(List.of("\\.", "_", "\\d", "[A-Z]"))
                .allSatisfy(sign -> assertThat(share(user -> user.username().matches(".*" + sign + ".*")))
                        .isBetween(0.1, 0.6));
    }

    @Test
    void shareFollowersUnevenly() {
        List<Long> followers = USERS.stream()
                .map(UserProfile::estimatedFollowers)
                .filter(count -> count != null)
                .sorted()
                .toList();

        assertThat(followers.getFirst()).isBetween(50L, 60L);
        assertThat(followers.getLast()).isEqualTo(20_000_000);
        assertThat(followers.get(followers.size() / 2)).isLessThan(1_000);
        assertThat(followers.stream().filter(count -> count > 100_000).count()).isBetween(30L, 90L);
    }

    @Test
    void speakOfTheirNiche() {
        assertThat(USERS)
                .filteredOn(user -> user.bio() != null && user.primaryNiche() != null)
                .hasSizeGreaterThan(900)
                .allSatisfy(user ->
                        assertThat(user.bio().toLowerCase(Locale.ROOT)).containsAnyOf(wordsFor(user.primaryNiche())));
    }

    private static String[] wordsFor(String label) {
        Niche niche = Niche.valueOf(label.toUpperCase(Locale.ROOT));
        return Arrays.stream(Language.values())
                .map(language -> Phrases.word(language, niche).toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }

    @Test
    void leaveSomeFieldsEmpty() {
        assertThat(share(user -> user.bio() == null)).isBetween(0.1, 0.3);
        assertThat(share(user -> user.location() == null)).isBetween(0.1, 0.2);
        assertThat(share(user -> user.lastName() == null)).isBetween(0.05, 0.25);
    }

    @Test
    void wereMostlyHereThisMonth() {
        assertThat(share(user -> user.lastActiveAt().isAfter(NOW.minus(Duration.ofDays(30)))))
                .isBetween(0.6, 0.95);
        assertThat(USERS).allSatisfy(user -> {
            assertThat(user.createdAt()).isBeforeOrEqualTo(user.updatedAt());
            assertThat(user.lastActiveAt()).isBetween(user.createdAt(), NOW);
        });
    }

    @Test
    void includeAnnaOfTheReadme() {
        assertThat(USERS)
                .filteredOn(user -> user.id().equals("demo-anna"))
                .singleElement()
                .satisfies(anna -> {
                    assertThat(anna.username()).isEqualTo("the.travel_anna92");
                    assertThat(anna.firstName() + " " + anna.lastName()).isEqualTo("Anna Müller");
                    assertThat(anna.primaryNiche()).isEqualTo("travel");
                    assertThat(anna.location()).isEqualTo("Berlin, Germany");
                    assertThat(anna.estimatedFollowers()).isEqualTo(182_000);
                });
    }
}
