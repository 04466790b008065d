package dev.userservice.indexing;

import co.elastic.clients.elasticsearch.core.SearchResponse;
import dev.userservice.elasticsearch.Elasticsearch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Measures how long a change takes until a search can find it: follows one written document at a time until a real
 * search returns it. Sampling keeps the cost at a few small queries a second whatever the load.
 */
@Component
class SearchableProbe {

    private static final Logger log = LoggerFactory.getLogger(SearchableProbe.class);
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(30);

    private final Elasticsearch elasticsearch;
    private final InstantSource clock;
    private final Timer lag;
    private final RecentLags lags;
    private final AtomicReference<IndexClaims.@Nullable Claim> sample = new AtomicReference<>();

    SearchableProbe(Elasticsearch elasticsearch, InstantSource clock, MeterRegistry meters, RecentLags lags) {
        this.elasticsearch = elasticsearch;
        this.clock = clock;
        this.lags = lags;
        lag = Timer.builder("user_service.searchable.lag")
                .description("From the change of a user to a search that finds it, sampled")
                .publishPercentileHistogram()
                .register(meters);
    }

    void offer(IndexClaims.Claim claim) {
        sample.compareAndSet(null, claim);
    }

    @Scheduled(fixedDelay = 50)
    void look() {
        IndexClaims.Claim claim = sample.get();
        if (claim == null) {
            return;
        }
        Duration waited = Duration.between(claim.queuedAt(), clock.instant());
        try {
            if (isSearchable(claim)) {
                lag.record(waited);
                lags.add(RecentLags.Stretch.CACHE_TO_SEARCHABLE, waited);
                sample.set(null);
            } else if (waited.compareTo(GIVE_UP_AFTER) > 0) {
                sample.set(null);
            }
        } catch (RuntimeException e) {
            log.debug("A change could not be followed to a search", e);
            sample.set(null);
        }
    }

    private boolean isSearchable(IndexClaims.Claim claim) {
        SearchResponse<Void> found = elasticsearch.search(client -> client.search(
                search -> search.index(UserIndex.ALIAS)
                        .query(query -> query.ids(ids -> ids.values(claim.userId())))
                        .version(true)
                        .source(source -> source.fetch(false)),
                Void.class));
        return found.hits().hits().stream().anyMatch(hit -> hit.version() != null && hit.version() >= claim.revision());
    }
}
