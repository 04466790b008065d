package dev.userservice.indexing;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Draws the conclusions of a bulk write. The serving index decides what becomes of a user; another one that refuses a
 * document or stays away is noted as such, and holds up nobody for longer than the patience with it.
 */
@Component
class Settlement {

    private static final Logger log = LoggerFactory.getLogger(Settlement.class);

    private final IndexClaims claims;
    private final IndexBatches batches;
    private final WriteTargets targets;
    private final IndexingMetrics metrics;
    private final IndexingProperties properties;

    Settlement(
            IndexClaims claims,
            IndexBatches batches,
            WriteTargets targets,
            IndexingMetrics metrics,
            IndexingProperties properties) {
        this.claims = claims;
        this.batches = batches;
        this.targets = targets;
        this.metrics = metrics;
        this.properties = properties;
    }

    /** Settles each claim by its outcome. */
    void settle(IndexBatches.Batch batch, BulkOutcomes outcomes) {
        List<IndexClaims.Claim> written = new ArrayList<>();
        List<IndexClaims.Claim> postponed = new ArrayList<>();
        for (IndexClaims.Claim claim : batch.claims()) {
            switch (outcomes.of(claim.userId())) {
                case BulkOutcome.Written() -> written.add(claim);
                case BulkOutcome.Postponed _ -> postponed.add(claim);
                case BulkOutcome.Rejected(String reason) -> reject(claim, reason, batch.targets());
            }
        }
        noteOthers(outcomes);
        claims.done(written, batch.targets());
        metrics.written(written);
        if (!postponed.isEmpty()) {
            batches.giveBack(postponed);
            metrics.postponed(postponed.size());
        }
        if (!outcomes.isServed()) {
            throw new ElasticsearchUnavailableException(postponed.size() + " documents were not taken");
        }
    }

    private void reject(IndexClaims.Claim claim, String reason, long version) {
        log.warn("Elasticsearch refuses the document of user {} ({}); it waits in quarantine", claim.userId(), reason);
        claims.quarantine(claim, reason, version);
        metrics.rejected();
    }

    private void noteOthers(BulkOutcomes outcomes) {
        for (int target = 1; target < outcomes.targets().size(); target++) {
            String index = outcomes.targets().get(target).index();
            Map<String, String> refusals = outcomes.refusals(target);
            if (!refusals.isEmpty()) {
                targets.refused(index, refusals);
            }
            noteTrouble(outcomes, target, index);
        }
    }

    // what no index takes says nothing about this one
    private void noteTrouble(BulkOutcomes outcomes, int target, String index) {
        outcomes.trouble(target)
                .filter(reason -> outcomes.isServed())
                .ifPresent(reason -> targets.troubled(index, reason, properties.patience()));
        if (outcomes.trouble(target).isEmpty() && outcomes.targets().get(target).troubled()) {
            targets.recovered(index);
        }
    }
}
