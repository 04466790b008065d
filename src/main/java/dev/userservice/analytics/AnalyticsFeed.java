package dev.userservice.analytics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells the Auth Service of changed counters, batch by batch, until it knows all. */
@Component
class AnalyticsFeed {

    private static final Logger log = LoggerFactory.getLogger(AnalyticsFeed.class);

    private final FeedRows feed;
    private final CounterRows counters;
    private final FeedSender sender;
    private final FeedMetrics metrics;
    private final ObjectMapper json;
    private boolean failing;

    AnalyticsFeed(FeedRows feed, CounterRows counters, FeedSender sender, FeedMetrics metrics, ObjectMapper json) {
        this.feed = feed;
        this.counters = counters;
        this.sender = sender;
        this.metrics = metrics;
        this.json = json;
    }

    /** Sends everything there is to tell. Returns how long to leave the Auth Service alone if it did not take it. */
    Optional<Duration> tellAll(FeedProperties properties) {
        Optional<FeedBatch> batch = feed.claim(properties.batchSize(), properties.lease());
        while (batch.isPresent()) {
            Optional<String> failure = tell(batch.get());
            if (failure.isPresent()) {
                return Optional.of(postpone(batch.get(), failure.get(), properties));
            }
            batch = feed.claim(properties.batchSize(), properties.lease());
        }
        return Optional.empty();
    }

    private Optional<String> tell(FeedBatch batch) {
        List<Counters> changed = counters.changedBetween(batch.after(), batch.end());
        Optional<String> failure =
                changed.isEmpty() ? Optional.empty() : sender.send(batch.id(), message(batch, changed));
        if (failure.isEmpty()) {
            feed.done(batch);
            metrics.sent(changed.size());
            noteRecovery();
        }
        return failure;
    }

    private byte[] message(FeedBatch batch, List<Counters> changed) {
        try {
            return json.writeValueAsBytes(FeedMessage.of(batch, changed));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Counters cannot be written as JSON", e);
        }
    }

    private Duration postpone(FeedBatch batch, String failure, FeedProperties properties) {
        // instances that failed together do not come back together
        Duration delay = Duration.ofMillis(IntervalFunction.ofExponentialRandomBackoff(
                        properties.firstRetryDelay(), 2, 0.5, properties.longestRetryDelay())
                .apply(batch.attempts() + 1));
        metrics.failed();
        noteFailure(failure);
        feed.retry(batch, delay);
        return delay;
    }

    private void noteFailure(String failure) {
        if (!failing) {
            log.warn("The Auth Service does not take the analytics, which wait: {}", failure);
        }
        failing = true;
    }

    private void noteRecovery() {
        if (failing) {
            log.info("The Auth Service takes the analytics again");
        }
        failing = false;
    }
}
