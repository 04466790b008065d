package dev.userservice.analytics;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One document of the index: what happened to a person in an hour or on a day, and what the person is, as of the last time
 * this was written.
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ActivityDocument(
        String userId,
        Grain grain,
        Instant at,
        long views,
        long viewers,
        long appearances,
        long favorites,
        List<String> roles,
        @Nullable String niche,
        List<String> platforms,
        @Nullable String tier,
        @Nullable Long followers,
        long change) {

    /** For how long a document counts. */
    enum Grain {
        HOUR("hour"),
        DAY("day");

        private final String word;

        Grain(String word) {
            this.word = word;
        }

        @com.fasterxml.jackson.annotation.JsonValue
        String word() {
            return word;
        }
    }

    @JsonIgnore
    String id() {
        return userId + "|" + grain.word() + "|" + at.getEpochSecond();
    }
}
