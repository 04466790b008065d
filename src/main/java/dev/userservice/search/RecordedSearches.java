package dev.userservice.search;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.web.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.web.ErrorResponseException;

/**
 * Searches, timed, and the first page of each kept in the history: later pages are the same search read on, and a
 * degraded one that found nobody does not say that there is nobody.
 */
@Service
class RecordedSearches {

    private static final int MOST_SHOWN = 10;
    private static final String UNAVAILABLE = "unavailable";

    private final Searches searches;
    private final SearchHistory history;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    RecordedSearches(Searches searches, SearchHistory history, MeterRegistry meters, InstantSource clock) {
        this.searches = searches;
        this.history = history;
        this.meters = meters;
        this.clock = clock;
    }

    SearchPage answer(SearchQuery query, Caller caller) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "failed";
        try {
            SearchPage page = searches.answer(query);
            outcome = page.degraded() ? "degraded" : page.hits().isEmpty() ? "empty" : "found";
            if (query.page().isFirst() && !(page.degraded() && page.hits().isEmpty())) {
                history.add(record(query, page, caller));
            }
            return page;
        } catch (ElasticsearchUnavailableException e) {
            outcome = UNAVAILABLE;
            throw e;
        } catch (ErrorResponseException e) {
            outcome = "refused";
            throw e;
        } finally {
            sample.stop(timer(query.kind(), outcome));
        }
    }

    /** One that was not begun, for there were too many. */
    void notBegun(SearchKind kind) {
        timer(kind, UNAVAILABLE).record(Duration.ZERO);
    }

    private Timer timer(SearchKind kind, String outcome) {
        return timers.computeIfAbsent(kind.word() + outcome, _ -> newTimer(kind, outcome));
    }

    private Timer newTimer(SearchKind kind, String outcome) {
        return Timer.builder("user_service.search")
                .description("Searches by whom they are for and how they ended")
                .tag("type", kind.word())
                .tag("outcome", outcome)
                .publishPercentileHistogram()
                .register(meters);
    }

    private SearchRecord record(SearchQuery query, SearchPage page, Caller caller) {
        return new SearchRecord(
                query.text(),
                query.kind().word(),
                query.filters().stream().collect(Collectors.toMap(Filter::parameter, Filter::values)),
                page.total().value(),
                page.tookMs(),
                caller.userId(),
                clock.instant(),
                shown(query, page, caller.userId()));
    }

    // whoever searches without a token or a text counts for no query; and nobody has to be told of their own searches
    private static List<String> shown(SearchQuery query, SearchPage page, @Nullable String searcher) {
        return searcher == null || query.text().isEmpty()
                ? List.of()
                : page.userIds().stream()
                        .filter(id -> !id.equals(searcher))
                        .limit(MOST_SHOWN)
                        .toList();
    }
}
