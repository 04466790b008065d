package dev.userservice.indexing;

import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.BulkRequest;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.user.CachedUser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes users to every target in one bulk request, with the revision as external version. */
@Component
class BulkWriter {

    private final Elasticsearch elasticsearch;
    private final UserIndex index;
    private final UserDocuments documents;

    BulkWriter(Elasticsearch elasticsearch, UserIndex index, UserDocuments documents) {
        this.elasticsearch = elasticsearch;
        this.index = index;
        this.documents = documents;
    }

    /** What has to be sent for these users. */
    List<BulkOperation> operations(List<CachedUser> users) {
        return index.writeTargets().stream()
                .flatMap(target -> users.stream().map(user -> operation(target, user)))
                .toList();
    }

    /** The outcome for each user, by id. Without an answer nothing is known, and all of it can be sent again. */
    Map<String, BulkOutcome> write(List<BulkOperation> operations) {
        if (operations.isEmpty()) {
            return Map.of();
        }
        BulkResponse response = elasticsearch.write(client ->
                client.bulk(BulkRequest.of(bulk -> bulk.requireAlias(true).operations(operations))));
        Map<String, BulkOutcome> outcomes = new HashMap<>();
        response.items().forEach(item -> outcomes.merge(String.valueOf(item.id()), outcome(item), BulkWriter::worse));
        return outcomes;
    }

    private BulkOperation operation(String target, CachedUser user) {
        return switch (user) {
            case CachedUser.Live live ->
                BulkOperation.of(bulk -> bulk.index(write -> write.index(target)
                        .id(live.id())
                        .version(live.revision())
                        .versionType(VersionType.External)
                        .document(BinaryData.of(documents.bytes(live), ContentType.APPLICATION_JSON))));
            case CachedUser.Tombstone tombstone ->
                BulkOperation.of(bulk -> bulk.delete(write -> write.index(target)
                        .id(tombstone.id())
                        .version(tombstone.revision())
                        .versionType(VersionType.External)));
        };
    }

    // a conflict means that a newer revision is there already, a 404 on a delete that nothing was
    private static BulkOutcome outcome(BulkResponseItem item) {
        ErrorCause error = item.error();
        return switch (item.status()) {
            case 200, 201, 409 -> new BulkOutcome.Written();
            case 404 -> error == null ? new BulkOutcome.Written() : new BulkOutcome.Postponed();
            case 400 -> new BulkOutcome.Rejected(reason(error));
            default -> new BulkOutcome.Postponed();
        };
    }

    private static String reason(@Nullable ErrorCause error) {
        return error == null || error.type() == null ? "unknown" : error.type();
    }

    private static BulkOutcome worse(BulkOutcome one, BulkOutcome other) {
        return Stream.of(one, other)
                .filter(BulkOutcome.Rejected.class::isInstance)
                .findFirst()
                .orElseGet(() -> one instanceof BulkOutcome.Postponed ? one : other);
    }
}
