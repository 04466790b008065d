package dev.userservice.search;

import dev.userservice.user.CachedUser;
import dev.userservice.user.PublicUser;
import dev.userservice.user.Users;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Finds people without Elasticsearch: whole words, and the beginning of the last one. Bounded in time, in candidates and
 * in searches at once, so that it never takes from webhooks what they need.
 */
@Repository
class PostgresSearch {

    /** How many of those who match are ranked. */
    static final int MOST_CANDIDATES = 500;

    private static final Duration LEAST_TIME = Duration.ofMillis(100);

    private static final String RELEVANCE = """
            (lower(username) = lower(:handle)) IS TRUE DESC,
            search_folded(concat_ws(' ', first_name, last_name)) = search_folded(:text) DESC,
            search_words(ARRAY[first_name, last_name, company_name]) @@ search_query(:text) DESC,
            """;

    private final JdbcClient jdbc;
    private final Users users;
    private final TransactionTemplate transactions;
    private final Bulkhead bulkhead;

    PostgresSearch(JdbcClient jdbc, Users users, TransactionTemplate transactions, BulkheadRegistry bulkheads) {
        this.jdbc = jdbc;
        this.users = users;
        this.transactions = transactions;
        this.bulkhead = bulkheads.bulkhead("fallback");
    }

    /** The people of one page, and how many candidates there are. */
    record Found(List<PublicUser> people, long total) {}

    private record Row(String id, long total) {}

    /** Gives up after {@code time}, counted from when its turn comes. */
    Found find(SearchQuery query, Duration time) {
        return Objects.requireNonNull(bulkhead.executeSupplier(() -> transactions.execute(transaction -> {
            jdbc.sql("SELECT set_config('statement_timeout', :limit, true)")
                    .param("limit", Long.toString(Math.max(time.toMillis(), LEAST_TIME.toMillis())))
                    .query(String.class)
                    .single();
            List<Row> rows = rows(query, query.page().offset());
            // a page beyond the last has no row to say how many there are
            List<Row> counted = rows.isEmpty() ? rows(query, 0) : rows;
            return new Found(
                    people(rows), counted.isEmpty() ? 0 : counted.getFirst().total());
        })));
    }

    private List<Row> rows(SearchQuery query, int offset) {
        var filters = new FilterSql(query);
        return jdbc.sql(query.text().isEmpty() ? browsing(query, filters) : matching(query, filters))
                .params(filters.parameters())
                .param("text", query.text())
                .param("handle", query.text().replaceFirst("^@+", ""))
                .param("offset", offset)
                .param("size", query.page().size())
                .param("candidates", MOST_CANDIDATES)
                .query(Row.class)
                .list();
    }

    private static String matching(SearchQuery query, FilterSql filters) {
        return """
                WITH candidates AS (
                    SELECT * FROM user_cache c
                     WHERE %1$s AND (lower(username) = lower(:handle) OR search_words(
                           ARRAY[username, first_name, last_name, company_name, primary_niche, industry, location, bio]
                           || content_categories || crew_skills) @@ search_query(:text))
                     LIMIT :candidates)
                SELECT id, count(*) OVER () AS total FROM candidates
                 ORDER BY %2$s %3$s DESC NULLS LAST, id
                 LIMIT :size OFFSET :offset
                """.formatted(
                        filters.condition(),
                        query.order() == Order.RELEVANCE ? RELEVANCE : "",
                        query.order().column());
    }

    // counting everybody could take too long, so the count stops where ranking would
    private static String browsing(SearchQuery query, FilterSql filters) {
        return """
                SELECT id, (SELECT count(*) FROM (SELECT 1 FROM user_cache c WHERE %1$s LIMIT :candidates) AS counted)
                           AS total
                  FROM user_cache c WHERE %1$s ORDER BY %2$s DESC %3$s, id
                 LIMIT :size OFFSET :offset
                """.formatted(
                        filters.condition(),
                        query.order().column(),
                        query.order().column().equals("search_score") ? "" : "NULLS LAST");
    }

    private List<PublicUser> people(List<Row> rows) {
        List<String> ids = rows.stream().map(Row::id).toList();
        Map<String, PublicUser> people = users.load(ids).stream()
                .filter(CachedUser.Live.class::isInstance)
                .map(user -> PublicUser.of(((CachedUser.Live) user).profile()))
                .collect(Collectors.toMap(PublicUser::id, Function.identity()));
        List<PublicUser> inOrder = new ArrayList<>();
        ids.stream().map(people::get).filter(Objects::nonNull).forEach(inOrder::add);
        return inOrder;
    }
}
