package dev.authservice.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.authservice.account.UserDocuments;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes the body of a message: a user as of now, or nothing but the id of one who was deleted. */
@Component
class Messages {

    private final UserDocuments documents;
    private final ObjectMapper json;

    Messages(UserDocuments documents, ObjectMapper json) {
        this.documents = documents;
        this.json = json;
    }

    private record Message(Change type, Instant timestamp, Object data) {}

    private record Deleted(String userId, long version) {}

    /** The body, unless there is nothing to tell because the account is gone. */
    Optional<byte[]> body(Claim claim) {
        return switch (claim.change()) {
            case CREATED, UPDATED -> documents.of(claim.userId()).map(document -> body(claim, document));
            case DELETED -> Optional.of(body(claim, new Deleted(claim.userId(), claim.version())));
        };
    }

    private byte[] body(Claim claim, Object data) {
        try {
            return json.writeValueAsBytes(new Message(claim.change(), claim.changedAt(), data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A user cannot be written as JSON", e);
        }
    }
}
