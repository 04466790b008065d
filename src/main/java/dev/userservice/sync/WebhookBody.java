package dev.userservice.sync;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.platform.IdText;
import dev.platform.Problem;
import dev.platform.Problem.Violation;
import dev.platform.StrictJson;
import dev.platform.Validation;
import dev.userservice.user.Plausible;
import dev.userservice.user.SourceVersion;
import dev.userservice.user.UserProfile;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads a verified body: the Standard Webhooks envelope {@code {type, timestamp, data}}, or the bare user as older
 * Auth Services send it.
 */
@Component
class WebhookBody {

    private final StrictJson json = new StrictJson();
    private final Validation validation;

    WebhookBody(Validation validation) {
        this.validation = validation;
    }

    // the time of sending has no fractions: what was changed in the same second may have been changed before
    private static final Duration WHOLE_SECONDS = Duration.ofSeconds(1).minusNanos(1_000);

    private record Envelope(
            @Nullable String type, @Plausible @Nullable Instant timestamp) {}

    private record Deletion(
            @NotNull @Pattern(regexp = UserProfile.ID) @JsonAlias("id") @JsonDeserialize(using = IdText.class)
            String userId,

            @PositiveOrZero @Nullable Long version,
            @Plausible @Nullable Instant deletedAt,
            @Plausible @Nullable Instant updatedAt) {}

    /** The change this body tells of, sent at {@code sentAt}; a problem that names the field if it tells of none. */
    UserChange read(WebhookType type, ByteBuffer body, Instant sentAt) {
        ObjectNode root = json.parse(body);
        boolean wrapped = root.get("data") instanceof ObjectNode;
        Envelope envelope = wrapped ? valid(root, Envelope.class, "") : new Envelope(null, null);
        if (envelope.type() != null && !envelope.type().equals(type.wireName())) {
            throw wrongType(type);
        }
        if (!wrapped
                && isWebhookType(root.path("type").asText())
                && !root.path("type").asText().equals(type.wireName())) {
            throw wrongType(type);
        }
        JsonNode data = wrapped ? root.get("data") : root;
        String pointer = wrapped ? "/data" : "";
        return type == WebhookType.DELETED
                ? deleted(data, pointer, envelope.timestamp(), sentAt)
                : saved(data, pointer, envelope.timestamp());
    }

    /** A user as the Auth Service has it now, bare; a problem that names the field if it cannot be taken over. */
    UserChange.Saved user(JsonNode data) {
        return saved(data, "", null);
    }

    // a version needs no time, but without one it never outranks a change that has only a time
    private UserChange.Saved saved(JsonNode data, String pointer, @Nullable Instant happenedAt) {
        UserProfile profile = valid(data, UserProfile.class, pointer);
        Long version = version(data, pointer);
        Instant time = first(profile.updatedAt(), happenedAt, version == null ? null : Instant.EPOCH);
        if (time == null) {
            throw violation(pointer + "/updatedAt", "required", "is needed to order changes, unless version is given");
        }
        return new UserChange.Saved(profile, new SourceVersion(version, time));
    }

    private @Nullable Long version(JsonNode data, String pointer) {
        JsonNode given = data.path("version");
        Long version = given.isMissingNode() ? null : json.read(given, Long.class, pointer + "/version");
        if (version != null && version < 0) {
            throw violation(pointer + "/version", "invalid_value", "must be greater than or equal to 0");
        }
        return version;
    }

    private UserChange deleted(JsonNode data, String pointer, @Nullable Instant happenedAt, Instant sentAt) {
        Deletion deletion = valid(data, Deletion.class, pointer);
        if (data.hasNonNull("id")
                && data.hasNonNull("userId")
                && !data.get("id").equals(data.get("userId"))) {
            throw violation(pointer + "/id", "conflict", "must not differ from userId");
        }
        Instant time = first(deletion.deletedAt(), deletion.updatedAt(), happenedAt);
        if (time == null && deletion.version() == null) {
            return new UserChange.Gone(deletion.userId(), sentAt.plus(WHOLE_SECONDS));
        }
        return new UserChange.Deleted(
                deletion.userId(),
                new SourceVersion(deletion.version(), time == null ? sentAt.plus(WHOLE_SECONDS) : time));
    }

    private <T> T valid(JsonNode node, Class<T> type, String pointer) {
        T value = json.read(node, type, pointer);
        validation.check(value, pointer);
        return value;
    }

    private static @Nullable Instant first(@Nullable Instant... times) {
        return Stream.of(times).filter(Objects::nonNull).findFirst().orElse(null);
    }

    // a bare user may have a type of its own
    private static boolean isWebhookType(String type) {
        return Stream.of(WebhookType.values())
                .anyMatch(known -> known.wireName().equals(type));
    }

    private static RuntimeException wrongType(WebhookType type) {
        return violation("/type", "wrong_type", "must be " + type.wireName() + " on this route");
    }

    private static RuntimeException violation(String pointer, String code, String detail) {
        return Problem.invalidBody(List.of(Violation.ofPointer(pointer, code, detail)));
    }
}
