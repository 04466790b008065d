package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** How many people have a word somewhere in their profile. */
@Component
class WordCounts {

    private static final String COUNTS = "counts";

    private final Elasticsearch elasticsearch;

    WordCounts(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /** Of every key and every value, in one request; of none without words, or while Elasticsearch does not answer. */
    Map<String, Long> of(SearchKind kind, Map<String, String> words) {
        if (words.isEmpty()) {
            return Map.of();
        }
        SearchRequest request = request(kind, words);
        try {
            return read(elasticsearch.search(SearchAnswer.to(request)).aggregations());
        } catch (ElasticsearchUnavailableException e) {
            return Map.of();
        }
    }

    private static SearchRequest request(SearchKind kind, Map<String, String> words) {
        Map<String, Query> filters = Stream.concat(words.keySet().stream(), words.values().stream())
                .distinct()
                .collect(Collectors.toMap(word -> word, Matching::word));
        return SearchRequests.forReaders()
                .size(0)
                .trackTotalHits(total -> total.enabled(false))
                .query(FilterQueries.visible(kind))
                .aggregations(COUNTS, count -> count.filters(each -> each.filters(keyed -> keyed.keyed(filters))))
                .build();
    }

    private static Map<String, Long> read(JsonNode aggregations) {
        Map<String, Long> counts = new HashMap<>();
        aggregations
                .path(COUNTS)
                .path("buckets")
                .properties()
                .forEach(word -> counts.put(
                        word.getKey(), word.getValue().path("doc_count").longValue()));
        return counts;
    }
}
