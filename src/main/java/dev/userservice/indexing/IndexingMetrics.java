package dev.userservice.indexing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Counts what becomes of documents, and how long they waited until Elasticsearch had them. */
@Component
class IndexingMetrics {

    private final InstantSource clock;
    private final SearchableProbe probe;
    private final RecentLags lags;
    private final Counter written;
    private final Counter postponed;
    private final Counter rejected;
    private final Counter failed;
    private final Timer lag;

    IndexingMetrics(MeterRegistry meters, InstantSource clock, SearchableProbe probe, RecentLags lags) {
        this.clock = clock;
        this.probe = probe;
        this.lags = lags;
        written = documents(meters, "written");
        postponed = documents(meters, "postponed");
        rejected = documents(meters, "rejected");
        failed = Counter.builder("user_service.index.bulk.failures")
                .description("Attempts to write of which Elasticsearch took nothing; all is sent again")
                .register(meters);
        lag = Timer.builder("user_service.index.lag")
                .description("From the change of a user to its document being acknowledged by Elasticsearch")
                .publishPercentileHistogram()
                .register(meters);
    }

    private static Counter documents(MeterRegistry meters, String outcome) {
        return Counter.builder("user_service.index.documents")
                .description("Documents sent to Elasticsearch by outcome")
                .tag("outcome", outcome)
                .register(meters);
    }

    /** Those of the claims that are settled; a search can find the living ones only. */
    void written(List<IndexClaims.Claim> claims, Set<String> living) {
        written.increment(claims.size());
        claims.stream()
                .map(claim -> Duration.between(claim.queuedAt(), clock.instant()))
                .forEach(this::record);
        claims.reversed().stream()
                .filter(claim -> living.contains(claim.userId()))
                .findFirst()
                .ifPresent(probe::offer);
    }

    private void record(Duration waited) {
        lag.record(waited);
        lags.add(RecentLags.Stretch.CACHE_TO_INDEX, waited);
    }

    void postponed(int documents) {
        postponed.increment(documents);
    }

    void rejected() {
        rejected.increment();
    }

    void failed() {
        failed.increment();
    }
}
