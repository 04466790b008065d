package dev.userservice.analytics;

import java.time.Instant;
import java.util.List;

/** What the Auth Service is sent: the counters as they are, not by how much they changed. */
record FeedMessage(String type, Instant timestamp, Data data) {

    static FeedMessage of(FeedBatch batch, List<Counters> changed) {
        return new FeedMessage("analytics.updated", batch.at(), new Data(batch.id(), changed));
    }

    /** Some users and the id of the batch, which is that of the delivery too. */
    record Data(String batchId, List<Counters> users) {}
}
