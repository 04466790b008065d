package dev.userservice.reindexing;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.indexing.DocumentWriter;
import dev.userservice.indexing.WriteTargets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Sends pages to the new index, again as long as it is only busy, and notes which documents it refuses. */
@Component
class BatchSender {

    private static final Set<String> BUSY = Set.of("es_rejected_execution_exception", "circuit_breaking_exception");
    // told only after seconds of waiting
    private static final String AWAY = "unavailable_shards_exception";
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int ATTEMPTS = 50;
    private static final int MOST_REFUSALS = 1000;

    private final DocumentWriter documents;
    private final WriteTargets targets;
    private final Pressure pressure;
    private final Stopping stopping;

    BatchSender(DocumentWriter documents, WriteTargets targets, Pressure pressure, Stopping stopping) {
        this.documents = documents;
        this.targets = targets;
        this.pressure = pressure;
        this.stopping = stopping;
    }

    /**
     * Writes a page.
     *
     * @throws BlockedException if the index is missing or blocked
     * @throws RunFailedException if it refuses too many documents
     * @throws ElasticsearchUnavailableException if there is no answer, or it is busy for long, or its shards are away
     */
    void send(String index, Pages.Page page) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            DocumentWriter.Answer answer = documents.write(index, page.documents());
            if (!answer.refusals().isEmpty()) {
                note(index, answer.refusals());
            }
            if (answer.trouble().isEmpty()) {
                return;
            }
            waitBecauseOf(answer.trouble().get(), index);
        }
        throw new ElasticsearchUnavailableException("Elasticsearch is too busy");
    }

    // a broken mapping refuses everybody, and a few of them say as much
    private void note(String index, Map<String, String> refusals) {
        targets.refused(index, refusals);
        if (targets.refusals(index) > MOST_REFUSALS) {
            throw new RunFailedException("%s refuses more than %,d documents".formatted(index, MOST_REFUSALS));
        }
    }

    private void waitBecauseOf(String reason, String index) {
        if (reason.equals(AWAY)) {
            throw new ElasticsearchUnavailableException("The shards of %s are not there".formatted(index));
        }
        if (!BUSY.contains(reason)) {
            throw new BlockedException(index, reason);
        }
        pressure.rejected();
        if (stopping.within(PAUSE)) {
            throw new RunLostException();
        }
    }
}
