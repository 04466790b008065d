package dev.userservice.indexing;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.user.CachedUser;
import dev.userservice.user.Users;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Takes waiting users from the queue and makes ready what has to be sent for them. */
@Component
class IndexBatches {

    private final IndexClaims queue;
    private final Users users;
    private final WriteTargets targets;
    private final BulkWriter writer;
    private final IndexingProperties properties;

    IndexBatches(
            IndexClaims queue, Users users, WriteTargets targets, BulkWriter writer, IndexingProperties properties) {
        this.queue = queue;
        this.users = users;
        this.targets = targets;
        this.writer = writer;
        this.properties = properties;
    }

    /** Claimed users, who of them is not deleted, and what has to be sent for them. */
    record Batch(List<IndexClaims.Claim> claims, Set<String> living, BulkWriter.Operations operations) {

        /** The version of the set of targets that this is sent to. */
        long targets() {
            return operations.to().version();
        }
    }

    /** At most so many of the waiting users. */
    Batch claim(int limit) {
        List<IndexClaims.Claim> claims = queue.claim(limit, properties.lease());
        if (claims.isEmpty()) {
            return new Batch(claims, Set.of(), writer.operations(new WriteTargets.Current(0, List.of()), List.of()));
        }
        WriteTargets.Current to = targets.current();
        if (to.targets().isEmpty()) {
            giveBack(claims);
            throw new ElasticsearchUnavailableException("There is no index yet");
        }
        List<CachedUser> rows =
                users.load(claims.stream().map(IndexClaims.Claim::userId).toList());
        return new Batch(claims, living(rows), writer.operations(to, rows));
    }

    private static Set<String> living(List<CachedUser> rows) {
        return rows.stream()
                .filter(CachedUser.Live.class::isInstance)
                .map(CachedUser::id)
                .collect(Collectors.toSet());
    }

    /** Lets these users be tried again after a pause. */
    void giveBack(List<IndexClaims.Claim> claims) {
        queue.retry(claims, properties.firstRetryDelay(), properties.longestRetryDelay());
    }
}
