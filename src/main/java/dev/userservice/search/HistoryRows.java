package dev.userservice.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rows of {@code search_history}, read back only as what many people have in common. */
@Repository
class HistoryRows {

    private final JdbcClient jdbc;
    private final JsonMapper json = new JsonMapper();

    HistoryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What many people searched for in searches of one type. */
    record Popular(String type, String query) {}

    /** A search as it was last made, and what it has in common with the others like it. */
    record Past(String type, String normalized, String text, Map<String, List<String>> filters) {}

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
