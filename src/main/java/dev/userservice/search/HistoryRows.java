package dev.userservice.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rows of {@code search_history}: written by the batch, and read back only as what many people have in common. */
@Repository
class HistoryRows {

    private static final List<String> NICHES = List.of(Label.NICHE.parameter(), Label.CATEGORY.parameter());

    private final JdbcClient jdbc;
    private final Vocabulary vocabulary;
    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    HistoryRows(JdbcClient jdbc, Vocabulary vocabulary) {
        this.jdbc = jdbc;
        this.vocabulary = vocabulary;
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
            Set<String> niches) {

        static Row of(SearchRecord search, String normalized, Set<String> niches) {
            return new Row(
                    search.query(),
                    normalized,
                    search.type(),
                    search.filters(),
                    search.resultCount(),
                    search.durationMillis(),
                    search.searcher(),
                    search.at(),
                    niches);
        }
    }

    /** What many people searched for in searches of one type. */
    record Popular(String type, String query) {}

    /** A search as it was last made, and what it has in common with the others like it. */
    record Past(String type, String normalized, String text, Map<String, List<String>> filters) {}

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
                .param("rows", write(searches.stream().map(this::row).toList()))
                .update();
    }

    private Row row(SearchRecord search) {
        String normalized = NormalizedQuery.of(search.query());
        return Row.of(search, normalized, search.searcher() == null ? Set.of() : niches(search, normalized));
    }

    private Set<String> niches(SearchRecord search, String normalized) {
        Stream<String> chosen = NICHES.stream()
                .flatMap(filter -> search.filters().getOrDefault(filter, List.of()).stream())
                .map(NormalizedQuery::of);
        return Stream.concat(chosen, vocabulary.topicsIn(normalized).stream()).collect(Collectors.toSet());
    }

    private String write(List<Row> rows) {
        try {
            return json.writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Text and numbers cannot be written as JSON", e);
        }
    }

    /**
     * Normalized queries that this many people asked in searches of one type, most people first, if one of the latest five
     * answers had hits: a single search with odd filters must not hide what finds people otherwise. However much is asked, only the
     * latest half a million searches are read, which takes about a second.
     */
    @Transactional(readOnly = true, timeout = 4)
    List<Popular> popular(Instant since, int fewestPeople, int most) {
        return jdbc.sql("""
                        SELECT search_type AS type, normalized_query AS query
                          FROM (SELECT search_type, normalized_query, searcher, result_count, created_at FROM search_history
                                 WHERE created_at >= :since AND searcher IS NOT NULL AND normalized_query <> ''
                                 ORDER BY created_at DESC LIMIT 500000) AS latest
                         GROUP BY search_type, normalized_query
                        HAVING count(DISTINCT searcher) >= :fewestPeople
                           AND 0 < ANY ((array_agg(result_count ORDER BY created_at DESC))[1 : 5])
                         ORDER BY count(DISTINCT searcher) DESC, search_type, normalized_query LIMIT :most
                        """)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .param("fewestPeople", fewestPeople)
                .param("most", most)
                .query(Popular.class)
                .list();
    }

    /**
     * The latest searches that this many people made, each once; with 0 those of anonymous callers, too. However much is
     * searched, only the latest fifty thousand searches are read.
     */
    @Transactional(readOnly = true, timeout = 4)
    List<Past> latest(int fewestPeople, int most) {
        return jdbc.sql("""
                        SELECT search_type, normalized_query, filters::text AS filters,
                               (array_agg(search_query ORDER BY created_at DESC))[1] AS search_query
                          FROM (SELECT * FROM search_history ORDER BY created_at DESC LIMIT 50000) AS latest
                         GROUP BY search_type, normalized_query, latest.filters
                        HAVING count(DISTINCT searcher) >= :fewestPeople
                         ORDER BY max(created_at) DESC LIMIT :most
                        """)
                .param("fewestPeople", fewestPeople)
                .param("most", most)
                .query((row, number) -> new Past(
                        row.getString("search_type"),
                        row.getString("normalized_query"),
                        row.getString("search_query"),
                        read(row.getString("filters"))))
                .list();
    }

    private Map<String, List<String>> read(String filters) {
        try {
            return json.readValue(filters, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Filters of the search history cannot be read", e);
        }
    }
}
