package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.indices.analyze.AnalyzeToken;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.indexing.UserIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Asks Elasticsearch which parts of a search one user meets. */
@Component
class Inquiry {

    private static final String ANALYZER = "stems_asked";

    private final Elasticsearch elasticsearch;

    Inquiry(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /**
     * The filters the user does not pass, and the words of the text, found or not: as they are written, and with typing
     * errors and endings forgiven.
     */
    record Findings(List<String> excludedBy, List<Why.Word> words, List<Why.Word> guesses) {}

    /** Nothing if the index does not have the user. */
    Optional<Findings> about(String id, SearchQuery query) {
        List<String> words = Words.telling(query.text());
        List<Query> parts = new ArrayList<>();
        query.filters().forEach(filter -> parts.add(named(filter.parameter(), FilterQueries.of(filter))));
        for (Attempt attempt : List.of(Attempt.EXACT, Attempt.FUZZY)) {
            words.forEach(word -> parts.add(named(name(attempt, word), Matching.of(word, attempt))));
        }
        SearchRequest request = SearchRequests.forReaders()
                .query(is -> is.bool(bool ->
                        bool.filter(only -> only.ids(ids -> ids.values(id))).should(parts)))
                .includeNamedQueriesScore(true)
                .source(source -> source.fetch(false))
                .build();
        return elasticsearch.search(client -> client.search(request, Void.class)).hits().hits().stream()
                .findFirst()
                .map(Hit::matchedQueries)
                .map(met -> findings(query, words, met));
    }

    private static Query named(String name, Query query) {
        return Query.of(part -> part.constantScore(score -> score.filter(query).queryName(name)));
    }

    private static String name(Attempt attempt, String word) {
        return attempt + " " + word;
    }

    private Findings findings(SearchQuery query, List<String> words, Map<String, Double> met) {
        List<Why.Word> written = words(words, met);
        List<Why.Word> guesses = written.stream()
                .map(word -> word.found() || !met.containsKey(name(Attempt.FUZZY, word.word())) ? word : word.guessed())
                .toList();
        return new Findings(excludedBy(query, met), written, guesses);
    }

    private static List<String> excludedBy(SearchQuery query, Map<String, Double> met) {
        return query.filters().stream()
                .map(Filter::parameter)
                .filter(parameter -> !met.containsKey(parameter))
                .toList();
    }

    private List<Why.Word> words(List<String> words, Map<String, Double> met) {
        List<AnalyzeToken> tokens = tokens(words);
        List<Why.Word> seen = new ArrayList<>();
        long start = 0;
        for (String word : words) {
            long from = start;
            // analyzed one after another, each text begins one behind the end of the last
            start += word.length() + 1;
            long to = start;
            List<String> own = tokens.stream()
                    .filter(token -> token.startOffset() >= from && token.startOffset() < to)
                    .map(AnalyzeToken::token)
                    .distinct()
                    .toList();
            seen.add(new Why.Word(word, own, met.containsKey(name(Attempt.EXACT, word))));
        }
        return seen;
    }

    private List<AnalyzeToken> tokens(List<String> words) {
        return words.isEmpty()
                ? List.of()
                : elasticsearch
                        .search(client -> client.indices()
                                .analyze(analyze -> analyze.index(UserIndex.ALIAS)
                                        .analyzer(ANALYZER)
                                        .text(words)))
                        .tokens();
    }
}
