package dev.userservice.indexing;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.user.CachedUser;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes users to every target, with the revision as external version. */
@Component
class BulkWriter {

    private final DocumentWriter writer;

    BulkWriter(DocumentWriter writer) {
        this.writer = writer;
    }

    /** What has to be sent, and to which indices. */
    record Operations(WriteTargets.Current to, List<String> userIds, DocumentBatch documents) {}

    /** What has to be sent for these users. */
    Operations operations(WriteTargets.Current to, List<CachedUser> users) {
        DocumentBatch documents = writer.batchOf(users.size());
        users.forEach(documents::add);
        return new Operations(to, users.stream().map(CachedUser::id).toList(), documents);
    }

    /** The outcome for each user. Without an answer of the serving index nothing is known, and all can be sent again. */
    BulkOutcomes write(Operations operations) {
        if (operations.documents().size() == 0) {
            return new BulkOutcomes(List.of(), List.of(), 0);
        }
        List<WriteTargets.Target> targets = operations.to().targets();
        List<DocumentWriter.Answer> answers =
                targets.stream().map(target -> write(target, operations)).toList();
        return new BulkOutcomes(targets, answers, operations.documents().size());
    }

    private DocumentWriter.Answer write(WriteTargets.Target target, Operations operations) {
        try {
            return writer.write(target.index(), operations.documents());
        } catch (ElasticsearchUnavailableException e) {
            if (target.serving()) {
                throw e;
            }
            // what the serving index answered counts all the same
            return DocumentWriter.Answer.none(operations.userIds(), String.valueOf(e.getMessage()));
        }
    }
}
