package dev.userservice.indexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.userservice.user.UserProfile;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The formula of the search score, written as a table. */
class SearchScoreTests {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String COMPLETE = """
            "firstName":"Anna","bio":"Travels","location":"Berlin","profilePicture":"https://example.com/a.png",
            "primaryNiche":"travel","primaryPlatform":"INSTAGRAM","website":"example.com"
            """;

    private final JsonMapper json =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    @ParameterizedTest(name = "{0} followers, active {1} days ago, engagement {2} %: {3}")
    @CsvSource({
        "0,          0,   0,    0.4500",
        "9,          0,   0,    0.5071",
        "999,        0,   0,    0.6214",
        "99999,      0,   0,    0.7357",
        "99999,      0,   3,    0.8107",
        "99999,      0,   9,    0.8482",
        "9999999,    0,   0,    0.8500",
        "9999999,    0,   1000, 0.9996",
        "999999999,  0,   0,    0.8500",
        "9999999,    30,  0,    0.8500",
        "9999999,    210, 0,    0.7500",
        "9999999,    390, 0,    0.7000",
        "9999999,    -1,  0,    0.8500",
    })
    void aCompleteProfileIsScoredByReachEngagementAndRecency(
            long followers, int days, double engagementRate, double expected) throws Exception {
        assertThat(score(followers, days, COMPLETE + ",\"engagementRate\":" + engagementRate))
                .isCloseTo(expected, within(0.0001));
    }

    @ParameterizedTest(name = "{1} of 8 filled in")
    @CsvSource(delimiter = '|', textBlock = """
            "username":"anna"                                   | 1
            "bio":"  "                                          | 1
            "bio":"Travels"                                     | 2
            "bio":"Travels","lastName":"Smith"                  | 3
            "contentCategories":[],"roles":["USER"]             | 1
            "contentCategories":["food"],"twitterHandle":"anna" | 3
            """)
    void everyFilledInFieldCountsTheSame(String fields, int filled) throws Exception {
        assertThat(score(0, 100_000, fields)).isCloseTo(0.25 * filled / 8, within(0.0001));
    }

    @Test
    void nothingKnownScoresNothing() throws Exception {
        assertThat(SearchScore.of(json.readValue("{\"id\":\"1\"}", UserProfile.class), NOW)
                        .value())
                .isZero();
    }

    private double score(long followers, int days, String fields) throws Exception {
        String body = "{\"id\":\"1\",\"estimatedFollowers\":%d,\"lastActiveAt\":\"%s\",%s}"
                .formatted(followers, NOW.minus(Duration.ofDays(days)), fields);
        return SearchScore.of(json.readValue(body, UserProfile.class), NOW).value();
    }
}
