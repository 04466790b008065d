package dev.userservice.indexing;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
            if (outcomes.isPostponed(claim.userId())) {
                postponed.add(claim);
            } else {
                outcomes.refusal(claim.userId())
                        .ifPresentOrElse(reason -> reject(claim, reason, batch.targets()), () -> written.add(claim));
            }
        }
        noteOthers(outcomes);
        claims.done(written, batch.targets());
        metrics.written(written, batch.living());
        if (!postponed.isEmpty()) {
            batches.giveBack(postponed);
            metrics.postponed(postponed.size());
        }
        if (!outcomes.isServed()) {
            throw new ElasticsearchUnavailableException(
                    "%d documents were not taken: %s".formatted(postponed.size(), outcomes.trouble()));
        }
    }

    /** Nothing is known of any index. */
    void unanswered(IndexBatches.Batch batch) {
        batch.operations().to().targets().forEach(this::forgetTrouble);
    }

    private void reject(IndexClaims.Claim claim, String reason, long version) {
        log.warn("Elasticsearch refuses the document of user {} ({}); it waits in quarantine", claim.userId(), reason);
        claims.quarantine(claim, reason, version);
        metrics.rejected();
    }

    private void noteOthers(BulkOutcomes outcomes) {
        for (int other = 1; other < outcomes.targets().size(); other++) {
            WriteTargets.Target target = outcomes.targets().get(other);
            DocumentWriter.Answer answer = outcomes.answers().get(other);
            if (!answer.refusals().isEmpty()) {
                targets.refused(target.index(), answer.refusals());
            }
            noteTrouble(target, answer.trouble(), outcomes.isServed());
        }
    }

    // what no index takes says nothing about this one, whose time begins anew after it
    private void noteTrouble(WriteTargets.Target target, Optional<String> trouble, boolean isServed) {
        if (trouble.isPresent() && isServed) {
            targets.troubled(target.index(), trouble.get(), properties.patience());
        } else {
            forgetTrouble(target);
        }
    }

    private void forgetTrouble(WriteTargets.Target target) {
        if (target.troubled()) {
            targets.recovered(target.index());
        }
    }
}
