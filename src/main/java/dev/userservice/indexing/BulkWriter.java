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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes users to every target in one bulk request, with the revision as external version. */
@Component
class BulkWriter {

    private final Elasticsearch elasticsearch;
    private final UserDocuments documents;

    BulkWriter(Elasticsearch elasticsearch, UserDocuments documents) {
        this.elasticsearch = elasticsearch;
        this.documents = documents;
    }

    /** What has to be sent: everybody to the first target, then everybody to the next. */
    record Operations(WriteTargets.Current to, List<BulkOperation> all) {}

    /** What has to be sent for these users. */
    Operations operations(WriteTargets.Current to, List<CachedUser> users) {
        List<BulkOperation> first = new ArrayList<>(users.size() * to.targets().size());
        for (WriteTargets.Target target : to.targets()) {
            if (first.size() < users.size()) {
                users.forEach(user -> first.add(operation(target.alias(), user)));
            } else {
                first.subList(0, users.size()).stream()
                        .map(operation -> retargeted(operation, target.alias()))
                        .toList()
                        .forEach(first::add);
            }
        }
        return new Operations(to, first);
    }

    /** The outcome for each user. Without an answer nothing is known, and all of it can be sent again. */
    BulkOutcomes write(Operations operations) {
        if (operations.all().isEmpty()) {
            return new BulkOutcomes(List.of(), List.of());
        }
        BulkResponse response = elasticsearch.write(client ->
                client.bulk(BulkRequest.of(bulk -> bulk.requireAlias(true).operations(operations.all()))));
        List<WriteTargets.Target> targets = operations.to().targets();
        int users = operations.all().size() / targets.size();
        List<Map<String, BulkOutcome>> outcomes = new ArrayList<>();
        for (int target = 0; target < targets.size(); target++) {
            outcomes.add(outcomes(response.items().subList(target * users, (target + 1) * users)));
        }
        return new BulkOutcomes(targets, outcomes);
    }

    private BulkOperation operation(String alias, CachedUser user) {
        return switch (user) {
            case CachedUser.Live live ->
                BulkOperation.of(bulk -> bulk.index(write -> write.index(alias)
                        .id(live.id())
                        .version(live.revision())
                        .versionType(VersionType.External)
                        .document(BinaryData.of(documents.bytes(live), ContentType.APPLICATION_JSON))));
            case CachedUser.Tombstone tombstone ->
                BulkOperation.of(bulk -> bulk.delete(write -> write.index(alias)
                        .id(tombstone.id())
                        .version(tombstone.revision())
                        .versionType(VersionType.External)));
        };
    }

    // the same document need not be made twice
    private static BulkOperation retargeted(BulkOperation operation, String alias) {
        return operation.isDelete()
                ? BulkOperation.of(bulk -> bulk.delete(write -> write.index(alias)
                        .id(operation.delete().id())
                        .version(operation.delete().version())
                        .versionType(VersionType.External)))
                : BulkOperation.of(bulk -> bulk.index(write -> write.index(alias)
                        .id(operation.index().id())
                        .version(operation.index().version())
                        .versionType(VersionType.External)
                        .document(operation.index().document())));
    }

    private static Map<String, BulkOutcome> outcomes(List<BulkResponseItem> items) {
        Map<String, BulkOutcome> outcomes = new HashMap<>();
        items.forEach(item -> outcomes.put(String.valueOf(item.id()), outcome(item)));
        return outcomes;
    }

    // a conflict means that a newer revision is there already, a 404 on a delete that nothing was
    private static BulkOutcome outcome(BulkResponseItem item) {
        ErrorCause error = item.error();
        return switch (item.status()) {
            case 200, 201, 409 -> new BulkOutcome.Written();
            case 404 -> error == null ? new BulkOutcome.Written() : new BulkOutcome.Postponed(reason(error));
            case 400 -> new BulkOutcome.Rejected(reason(error));
            default -> new BulkOutcome.Postponed(reason(error));
        };
    }

    private static String reason(@Nullable ErrorCause error) {
        return error == null || error.type() == null ? "unknown" : error.type();
    }
}
