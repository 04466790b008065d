package dev.userservice.user;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

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
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    String write(UserProfile profile) {
        try {
            return json.writeValueAsString(profile);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A validated profile cannot be written as JSON", e);
        }
    }

    /** One JSON array of whole rows, but for what Postgres itself decides. */
    String write(Collection<ListedUser> users) {
        ArrayNode array = json.createArrayNode();
        for (ListedUser user : users) {
            ObjectNode row = json.valueToTree(user.profile());
            array.add(row.put("search_score", user.searchScore())
                    .put("source_version", user.version().number())
                    .put("source_time", user.version().time().toString()));
        }
        return array.toString();
    }

    CachedUser read(String row) {
        try {
            return read((ObjectNode) json.readTree(row));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A row of user_cache cannot be read", e);
        }
    }

    private CachedUser read(ObjectNode row) throws JsonProcessingException {
        long revision = row.get("revision").longValue();
        Instant lastSyncAt = json.treeToValue(row.get("last_sync_at"), Instant.class);
        if (row.hasNonNull("deleted_at")) {
            Instant deletedAt = json.treeToValue(row.get("deleted_at"), Instant.class);
            return new CachedUser.Tombstone(row.get("id").textValue(), deletedAt, revision, lastSyncAt);
        }
        UserProfile profile = json.treeToValue(row, UserProfile.class);
        return new CachedUser.Live(
                profile,
                row.get("search_score").doubleValue(),
                row.get("digest").longValue(),
                revision,
                lastSyncAt);
    }
}
