package dev.authservice.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.platform.Problem;
import dev.platform.Problem.Violation;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/** Reads accounts from rows, and writes their profiles as rows have them. */
@Component
class AccountMapper implements RowMapper<Account> {

    // far below what webhooks may have, or nobody could be told of a change any more
    private static final int LARGEST_PROFILE = 64 * 1024;

    private final ObjectMapper json;

    AccountMapper(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Account mapRow(ResultSet row, int number) throws SQLException {
        OffsetDateTime seen = row.getObject("last_active_at", OffsetDateTime.class);
        String before = row.getString("suspended_from");
        return new Account(
                row.getString("id"),
                row.getString("email"),
                row.getString("username"),
                Arrays.stream((String[]) row.getArray("roles").getArray())
                        .map(Role::valueOf)
                        .toList(),
                Status.valueOf(row.getString("status")),
                row.getBoolean("is_active"),
                row.getBoolean("email_verified"),
                read(row.getString("profile")),
                row.getLong("version"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant(),
                seen == null ? null : seen.toInstant(),
                before == null ? null : Status.valueOf(before));
    }

    private Profile read(String profile) {
        try {
            return json.readValue(profile, Profile.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored profile cannot be read", e);
        }
    }

    String written(Profile profile) {
        try {
            String text = json.writeValueAsString(profile);
            if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST_PROFILE) {
                throw Problem.invalidBody(List.of(Violation.ofPointer(
                        "",
                        "too_large",
                        "may have at most " + LARGEST_PROFILE + " bytes, with all that is there already")));
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every profile can be written", e);
        }
    }
}
