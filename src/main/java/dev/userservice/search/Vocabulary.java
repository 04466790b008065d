package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The niches, categories and places visible people have, most frequent first, kept in memory and counted every minute. */
@Component
class Vocabulary {

    private static final int MOST = 1_000;
    private static final int MOST_WORDS = 3;
    private static final Logger log = LoggerFactory.getLogger(Vocabulary.class);

    private final Elasticsearch elasticsearch;
    private final Map<SearchKind, List<Word>> known = new ConcurrentHashMap<>();
    private volatile Set<String> topics = Set.of();

    Vocabulary(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /** What people can have in common; a word that is a niche and a category is a niche. */
    enum Kind {
        NICHE("primaryNiche"),
        CATEGORY("contentCategories"),
        PLACE("places");

        private final String field;

        Kind(String field) {
            this.field = field;
        }
    }

    /** A word as it is counted, and how it is looked for. */
    record Word(String text, Kind kind, String normalized) {

        private boolean beginsWith(String typed) {
            return normalized.startsWith(typed) || normalized.contains(" " + typed);
        }
    }

    @Scheduled(fixedDelay = 60_000)
    void refresh() {
        try {
            // each by itself, to be counted within the time that one request has
            for (SearchKind kind : SearchKind.values()) {
                known.put(kind, counted(kind));
            }
            topics = of(SearchKind.USERS).stream()
                    .filter(word -> word.kind() != Kind.PLACE)
                    .map(Word::normalized)
                    .collect(Collectors.toSet());
        } catch (ElasticsearchUnavailableException e) {
            log.debug("Niches, categories and places stay as they were: {}", e.getMessage());
        }
    }

    private List<Word> of(SearchKind people) {
        return known.getOrDefault(people, List.of());
    }

    private List<Word> counted(SearchKind people) {
        SearchRequest.Builder request = SearchRequests.forReaders().size(0).query(FilterQueries.visible(people));
        Arrays.stream(Kind.values()).forEach(kind -> request.aggregations(name(kind), values(kind)));
        SearchResponse<Void> response = elasticsearch.search(client -> client.search(request.build(), Void.class));
        Map<String, Word> words = new HashMap<>();
        Map<String, Long> counts = new HashMap<>();
        for (Kind kind : Kind.values()) {
            Aggregate values = Objects.requireNonNull(response.aggregations().get(name(kind)));
            for (StringTermsBucket bucket : values.sterms().buckets().array()) {
                String text = bucket.key().stringValue();
                words.putIfAbsent(text, new Word(text, kind, NormalizedQuery.of(text)));
                counts.merge(text, bucket.docCount(), Math::max);
            }
        }
        return words.values().stream()
                .sorted(Comparator.comparing((Word word) -> counts.get(word.text()), Comparator.reverseOrder())
                        .thenComparing(Word::text))
                .toList();
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static Aggregation values(Kind kind) {
        return Aggregation.of(aggregation ->
                aggregation.terms(terms -> terms.field(kind.field).size(MOST)));
    }

    /** Whether this is a niche or a category of somebody. */
    boolean hasTopic(String normalized) {
        return topics.contains(normalized);
    }

    /** The niches and categories of somebody that stand in a normalized text as words of it. */
    Set<String> topicsIn(String normalized) {
        List<String> words = Words.of(normalized);
        return IntStream.range(0, words.size())
                .boxed()
                .flatMap(start -> IntStream.rangeClosed(start + 1, Math.min(words.size(), start + MOST_WORDS))
                        .mapToObj(end -> String.join(" ", words.subList(start, end))))
                .filter(topics::contains)
                .collect(Collectors.toSet());
    }

    /** The most frequent words that these people have, one of whose parts begins like this. */
    List<Word> beginningWith(String text, SearchKind people, int most) {
        String typed = NormalizedQuery.of(text);
        return of(people).stream()
                .filter(word -> word.beginsWith(typed))
                .limit(most)
                .toList();
    }
}
