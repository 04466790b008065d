package dev.userservice.sync;

import dev.userservice.indexing.IndexFreshness;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What is wrong with synchronization, in words. */
@Component
class SyncConcerns {

    private final IndexFreshness index;
    private final SyncSamples samples;
    private final DriftProperties drift;
    private final WebhookProperties webhooks;
    private final InstantSource clock;

    SyncConcerns(
            IndexFreshness index,
            SyncSamples samples,
            DriftProperties drift,
            WebhookProperties webhooks,
            InstantSource clock) {
        this.index = index;
        this.samples = samples;
        this.drift = drift;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    List<String> all() {
        return Stream.of(index.concerns(), aboutDrift(), aboutWebhooks())
                .flatMap(List::stream)
                .toList();
    }

    List<String> aboutDrift() {
        SyncSamples.Sample sample = samples.latest();
        List<String> concerns = new ArrayList<>();
        if (sample.openTooLong() > 0) {
            concerns.add(sample.openTooLong() + " documents differ from the cache and are not repaired");
        }
        if (drift.rate() > 0 && isOver(sample.everybodySince(), drift.within())) {
            concerns.add("somebody was last compared with the index at " + sample.everybodySince());
        }
        return concerns;
    }

    List<String> aboutWebhooks() {
        Instant last = samples.latest().lastWebhook();
        return webhooks.silence() == null || (last != null && !isOver(last, webhooks.silence()))
                ? List.of()
                : List.of(last == null ? "no webhook ever came" : "no webhook came since " + last);
    }

    private boolean isOver(Instant since, Duration most) {
        return Duration.between(since, clock.instant()).compareTo(most) > 0;
    }
}
