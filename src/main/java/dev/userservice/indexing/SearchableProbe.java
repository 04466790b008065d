package dev.userservice.indexing;

import co.elastic.clients.elasticsearch.core.SearchResponse;
import dev.userservice.elasticsearch.Elasticsearch;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Measures how long a change takes until a search can find it: follows one written document at a time until a real
 * search returns it, or it has waited for very long. Sampling keeps the cost at a few small queries a second whatever
 * the load.
 */
@Component
class SearchableProbe {

    private static final Logger log = LoggerFactory.getLogger(SearchableProbe.class);
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Elasticsearch elasticsearch;
    private final InstantSource clock;
    private final Timer lag;
    private final RecentLags lags;
    private final TaskScheduler scheduler;
    private final AtomicBoolean isFollowing = new AtomicBoolean();

    SearchableProbe(
            Elasticsearch elasticsearch,
            InstantSource clock,
            MeterRegistry meters,
            RecentLags lags,
            TaskScheduler scheduler) {
        this.elasticsearch = elasticsearch;
        this.scheduler = scheduler;
        this.clock = clock;
        this.lags = lags;
        lag = Timer.builder("user_service.searchable.lag")
                .description("From the change of a user to a search that finds it, or until it is given up, sampled")
                .publishPercentileHistogram()
                .register(meters);
    }

    /** Follows this one, unless another is being followed. */
    void offer(IndexClaims.Claim claim) {
        if (isFollowing.compareAndSet(false, true)) {
            lookSoon(claim);
        }
    }

    private void lookSoon(IndexClaims.Claim claim) {
        try {
            var _ = scheduler.schedule(
                    () -> look(claim), scheduler.getClock().instant().plus(BETWEEN_LOOKS));
        } catch (TaskRejectedException e) {
            // the service stops
            isFollowing.set(false);
        }
    }

    private void look(IndexClaims.Claim claim) {
        boolean again = false;
        try {
            again = isToBeLookedFor(claim);
        } catch (RuntimeException e) {
            log.debug("A change could not be followed to a search", e);
        } finally {
            // whatever happens, others are followed afterwards
            isFollowing.set(again);
        }
        if (again) {
            lookSoon(claim);
        }
    }

    private boolean isToBeLookedFor(IndexClaims.Claim claim) {
        Duration waited = Duration.between(claim.queuedAt(), clock.instant());
        boolean found = isSearchable(claim);
        if (!found && waited.compareTo(GIVE_UP_AFTER) <= 0) {
            return true;
        }
        // who was deleted meanwhile is late for nobody
        if (found || isThere(claim)) {
            lag.record(waited);
            lags.add(RecentLags.Stretch.CACHE_TO_SEARCHABLE, waited);
        }
        return false;
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

    private boolean isThere(IndexClaims.Claim claim) {
        return elasticsearch
                .search(client ->
                        client.exists(exists -> exists.index(UserIndex.ALIAS).id(claim.userId())))
                .value();
    }
}
