package dev.userservice.indexing;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.user.CachedUser;
import dev.userservice.user.Users;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One turn of the worker: claim, reload, write, settle. */
@Component
class IndexingPass {

    private static final Logger log = LoggerFactory.getLogger(IndexingPass.class);

    private final IndexQueue queue;
    private final Users users;
    private final BulkWriter writer;
    private final IndexingMetrics metrics;
    private final IndexingProperties properties;

    IndexingPass(
            IndexQueue queue, Users users, BulkWriter writer, IndexingMetrics metrics, IndexingProperties properties) {
        this.queue = queue;
        this.users = users;
        this.writer = writer;
        this.metrics = metrics;
        this.properties = properties;
    }

    /**
     * Writes at most {@code limit} of the waiting users and says how many there were.
     *
     * @throws ElasticsearchUnavailableException if all of them have to wait; they are back in the queue
     */
    int run(int limit) {
        List<IndexQueue.Claim> claims = queue.claim(limit, properties.lease());
        if (!claims.isEmpty()) {
            settle(claims, write(claims));
        }
        return claims.size();
    }

    private Map<String, BulkOutcome> write(List<IndexQueue.Claim> claims) {
        List<CachedUser> rows =
                users.load(claims.stream().map(IndexQueue.Claim::userId).toList());
        try {
            return rows.isEmpty() ? Map.of() : writer.write(rows);
        } catch (RuntimeException e) {
            giveBack(claims);
            metrics.bulkFailed();
            throw e;
        }
    }

    private void settle(List<IndexQueue.Claim> claims, Map<String, BulkOutcome> outcomes) {
        List<IndexQueue.Claim> written = new ArrayList<>();
        List<IndexQueue.Claim> postponed = new ArrayList<>();
        for (IndexQueue.Claim claim : claims) {
            // a row without an outcome is of a user who no longer has any row, so nothing is left to write
            switch (outcomes.getOrDefault(claim.userId(), new BulkOutcome.Written())) {
                case BulkOutcome.Written() -> written.add(claim);
                case BulkOutcome.Postponed() -> postponed.add(claim);
                case BulkOutcome.Rejected(String reason) -> reject(claim, reason);
            }
        }
        queue.done(written);
        metrics.written(written);
        if (!postponed.isEmpty()) {
            giveBack(postponed);
            metrics.postponed(postponed.size());
        }
        if (!postponed.isEmpty() && written.isEmpty()) {
            throw new ElasticsearchUnavailableException(postponed.size() + " documents were not taken");
        }
    }

    private void giveBack(List<IndexQueue.Claim> claims) {
        queue.retry(claims, properties.firstRetryDelay(), properties.longestRetryDelay());
    }

    private void reject(IndexQueue.Claim claim, String reason) {
        log.warn("Elasticsearch refuses the document of user {} ({}); it waits in quarantine", claim.userId(), reason);
        queue.quarantine(claim, reason);
        metrics.rejected();
    }
}
