package dev.userservice.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of {@code user_cache} as JSON, so that one record names the columns for reading and writing alike. */
final class UserRows {

    private static final PropertyNamingStrategies.NamingBase SNAKE_CASE =
            new PropertyNamingStrategies.SnakeCaseStrategy();

    /** The columns that hold the Auth Service's fields, {@code id} first. */
    static final List<String> COLUMNS = Arrays.stream(UserProfile.class.getRecordComponents())
            .map(RecordComponent::getName)
            .map(SNAKE_CASE::translate)
            .toList();

    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(SNAKE_CASE)
            // what is left out is NULL in a row
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private record Row(
            @JsonUnwrapped UserProfile profile,
            double searchScore,
            @Nullable Long sourceVersion,
            Instant sourceTime) {

        static Row of(ListedUser user) {
            return new Row(
                    user.profile(),
                    user.searchScore(),
                    user.version().number(),
                    user.version().time());
        }
    }

    /** One JSON array of whole rows, but for what Postgres itself decides. */
    String write(Collection<ListedUser> users) {
        try {
            return json.writeValueAsString(users.stream().map(Row::of).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A validated profile cannot be written as JSON", e);
        }
    }

    /** What a row holds beside the Auth Service's fields. */
    private record Own(
            String id,
            long revision,
            Instant lastSyncAt,
            @Nullable Instant deletedAt,
            double searchScore,
            long digest) {}

    // read twice, as passing over what is not asked for costs less than building a tree of everything
    CachedUser read(String row) {
        try {
            Own own = json.readValue(row, Own.class);
            if (own.deletedAt() != null) {
                return new CachedUser.Tombstone(own.id(), own.deletedAt(), own.revision(), own.lastSyncAt());
            }
            UserProfile profile = json.readValue(row, UserProfile.class);
            return new CachedUser.Live(profile, own.searchScore(), own.digest(), own.revision(), own.lastSyncAt());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row of user_cache cannot be read", e);
        }
    }
}
