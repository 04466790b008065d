package dev.userservice.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.userservice.user.Users;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes searches by the batch: to {@code search_history}, and summed up to {@code search_trend}. Who searched is written as
 * a pseudonym, and whoever is deleted by now is left out: a token may outlive its user, and an index be behind.
 */
@Repository
class HistoryWriter {

    // who asks for more at once is not looking for any of them
    private static final int MOST_NICHES = 5;

    private static final List<String> NICHES = List.of(Label.NICHE.parameter(), Label.CATEGORY.parameter());

    private final JdbcClient jdbc;
    private final Vocabulary vocabulary;
    private final Pseudonyms pseudonyms;
    private final Users users;
    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    HistoryWriter(JdbcClient jdbc, Vocabulary vocabulary, Pseudonyms pseudonyms, Users users) {
        this.jdbc = jdbc;
        this.vocabulary = vocabulary;
        this.pseudonyms = pseudonyms;
        this.users = users;
    }

    /** A row, its names those of the columns; and the niches it is about, which are summed up only. */
    private record Row(
            String searchQuery,
            String normalizedQuery,
            String searchType,
            Map<String, List<String>> filters,
            long resultCount,
            long durationMs,
            @Nullable String searcher,
            Instant createdAt,
            @Nullable List<String> shown,
            Set<String> niches) {

        static Row of(SearchRecord search, String normalized, @Nullable String pseudonym, Set<String> niches) {
            return new Row(
                    search.query(),
                    normalized,
                    search.type(),
                    search.filters(),
                    search.resultCount(),
                    search.durationMillis(),
                    pseudonym,
                    search.at(),
                    search.shown().isEmpty() ? null : search.shown(),
                    niches);
        }
    }

    /** Writes all of these or none, and with them what signed-in people searched for into the sums of hour and day. */
    void insert(List<SearchRecord> searches) {
        jdbc.sql("""
                        WITH history AS (
                            INSERT INTO search_history
                            SELECT * FROM jsonb_populate_recordset(NULL::search_history, :rows::jsonb)),
                        searches AS (
                            SELECT search_type, normalized_query, result_count, created_at, niches,
                                   search_trend_person(searcher) AS person
                              FROM jsonb_to_recordset(:rows::jsonb) AS row (search_type text, normalized_query text,
                                       result_count bigint, searcher text, created_at timestamptz, niches text[])
                             WHERE searcher IS NOT NULL),
                        terms AS (
                            SELECT 'query' AS kind, normalized_query AS term, * FROM searches
                             UNION ALL
                            SELECT 'vain', normalized_query, * FROM searches WHERE result_count = 0
                             UNION ALL
                            SELECT 'gap', niche, searches.* FROM searches, unnest(niches) AS niche WHERE result_count = 0)
                        INSERT INTO search_trend AS t
                               (grain, kind, search_type, term, start, searches, results, people)
                        SELECT grain, kind, search_type, term, date_trunc(grain, created_at, 'UTC') AS start,
                               count(*), sum(result_count), search_trend_people(array_agg(person))
                          FROM terms, unnest(ARRAY['hour', 'day']) AS grain
                         WHERE length(term) BETWEEN 1 AND 100
                         GROUP BY grain, kind, search_type, term, start ORDER BY grain, kind, search_type, term, start
                            ON CONFLICT (grain, kind, shard, start, search_type, term) DO UPDATE SET
                               searches = t.searches + EXCLUDED.searches, results = t.results + EXCLUDED.results,
                               people = search_trend_people(t.people || EXCLUDED.people)
                        """)
                .param("rows", write(withoutTheDeleted(searches).map(this::row).toList()))
                .update();
    }

    private Stream<SearchRecord> withoutTheDeleted(List<SearchRecord> searches) {
        Set<String> deleted = users.deletedAmong(
                searches.stream().flatMap(SearchRecord::people).collect(Collectors.toSet()));
        return searches.stream().flatMap(search -> search.without(deleted).stream());
    }

    private Row row(SearchRecord search) {
        String normalized = NormalizedQuery.of(search.query());
        return search.searcher() == null
                ? Row.of(search, normalized, null, Set.of())
                : Row.of(search, normalized, pseudonyms.of(search.searcher()), niches(search, normalized));
    }

    private Set<String> niches(SearchRecord search, String normalized) {
        Stream<String> chosen = NICHES.stream()
                .flatMap(filter -> search.filters().getOrDefault(filter, List.of()).stream())
                .map(NormalizedQuery::of);
        return Stream.concat(vocabulary.topicsIn(normalized).stream(), chosen)
                .distinct()
                .limit(MOST_NICHES)
                .collect(Collectors.toSet());
    }

    private String write(List<Row> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Text and numbers cannot be written as JSON", e);
        }
    }
}
