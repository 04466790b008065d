package dev.userservice.user;

import static java.util.stream.Collectors.joining;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * Reads rows of {@code user_cache} column by column, in the order of the profile's fields: for those who read many, as
 * JSON costs Postgres and us ten times as much.
 */
final class UserColumns implements RowMapper<CachedUser> {

    private static final List<String> OWN = List.of("search_score", "digest", "revision", "last_sync_at", "deleted_at");

    /** What to select of {@code user_cache c}. */
    static final String ALL = Stream.concat(UserRows.COLUMNS.stream(), OWN.stream())
            .map("c."::concat)
            .collect(joining(", "));

    // the number is that of the column
    private static final Map<Class<?>, RowMapper<?>> READERS = Map.of(
            String.class, ResultSet::getString,
            Long.class, (row, column) -> row.getObject(column, Long.class),
            Double.class, (row, column) -> row.getObject(column, Double.class),
            Boolean.class, (row, column) -> row.getObject(column, Boolean.class),
            BigDecimal.class, ResultSet::getBigDecimal,
            Instant.class, UserColumns::instant,
            List.class, UserColumns::texts);

    private static final RecordComponent[] FIELDS = UserProfile.class.getRecordComponents();

    private static final List<? extends RowMapper<?>> PROFILE = Arrays.stream(FIELDS)
            .map(field -> Objects.requireNonNull(READERS.get(field.getType())))
            .toList();

    private final Constructor<UserProfile> profiles;

    UserColumns() {
        try {
            profiles = UserProfile.class.getDeclaredConstructor(
                    Arrays.stream(FIELDS).map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("A record without its constructor", e);
        }
    }

    @Override
    public CachedUser mapRow(ResultSet row, int number) throws SQLException {
        int own = PROFILE.size();
        long revision = row.getLong(own + 3);
        Instant lastSyncAt = row.getObject(own + 4, OffsetDateTime.class).toInstant();
        Instant deletedAt = instant(row, own + 5);
        return deletedAt != null
                ? new CachedUser.Tombstone(row.getString(1), deletedAt, revision, lastSyncAt)
                : new CachedUser.Live(profile(row), row.getDouble(own + 1), row.getLong(own + 2), revision, lastSyncAt);
    }

    private UserProfile profile(ResultSet row) throws SQLException {
        @Nullable Object[] values = new Object[PROFILE.size()];
        for (int field = 0; field < values.length; field++) {
            values[field] = PROFILE.get(field).mapRow(row, field + 1);
        }
        try {
            return profiles.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A profile cannot be made of a row", e);
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable List<String> texts(ResultSet row, int column) throws SQLException {
        Array texts = row.getArray(column);
        return texts == null ? null : Arrays.asList((String[]) texts.getArray());
    }
}
