package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The niches and categories visible people have, most frequent first, kept in memory and counted anew every minute. */
@Component
class Niches {

    private static final int MOST = 1_000;
    private static final Logger log = LoggerFactory.getLogger(Niches.class);

    private final Elasticsearch elasticsearch;
    private volatile List<String> known = List.of();

    Niches(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    @Scheduled(fixedDelay = 60_000)
    void refresh() {
        try {
            known = counted();
        } catch (ElasticsearchUnavailableException e) {
            log.debug("The niches stay as they were: {}", e.getMessage());
        }
    }

    private List<String> counted() {
        SearchResponse<Void> response = elasticsearch.search(client -> client.search(
                SearchRequests.forReaders()
                        .size(0)
                        .query(FilterQueries.visible(SearchKind.USERS))
                        .aggregations("niches", values(Label.NICHE))
                        .aggregations("categories", values(Label.CATEGORY))
                        .build(),
                Void.class));
        Map<String, Long> counts = new HashMap<>();
        Stream.of("niches", "categories")
                .map(name -> Objects.requireNonNull(response.aggregations().get(name)))
                .flatMap(values -> values.sterms().buckets().array().stream())
                .forEach((StringTermsBucket bucket) ->
                        counts.merge(bucket.key().stringValue(), bucket.docCount(), Math::max));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Aggregation values(Label label) {
        return Aggregation.of(aggregation ->
                aggregation.terms(terms -> terms.field(label.field()).size(MOST)));
    }

    boolean contains(String normalized) {
        return known.contains(normalized);
    }

    List<String> beginningWith(String text, int most) {
        String typed = NormalizedQuery.of(text);
        return known.stream()
                .filter(niche -> niche.startsWith(typed) || niche.contains(" " + typed))
                .limit(most)
                .toList();
    }
}
