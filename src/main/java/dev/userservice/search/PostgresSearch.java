package dev.userservice.search;

import dev.userservice.user.CachedUser;
import dev.userservice.user.PublicUser;
import dev.userservice.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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

    // a statement that is too slow ends by itself, before its connection has to be given up
    private static final Duration SPARE = Duration.ofMillis(50);

    private final JdbcClient jdbc;
    private final Users users;
    private final TransactionTemplate transactions;
    private final StandIns standIns;
    private final InstantSource clock;

    PostgresSearch(
            JdbcClient jdbc, Users users, TransactionTemplate transactions, StandIns standIns, InstantSource clock) {
        this.jdbc = jdbc;
        this.users = users;
        this.transactions = transactions;
        this.standIns = standIns;
        this.clock = clock;
    }

    /** The people of one page, how many candidates there are, and when they were read. */
    record Found(List<PublicUser> people, long total, Instant asOf) {

        boolean isCounted() {
            return total < StandInSql.MOST_CANDIDATES;
        }
    }

    private record Row(String id, long total) {}

    /** Throws a {@link org.springframework.dao.DataAccessException} at the deadline, whatever keeps it. */
    Found find(SearchQuery query, Deadline deadline) {
        return standIns.answer(
                () -> Objects.requireNonNull(transactions.execute(transaction -> read(query, deadline))), deadline);
    }

    private Found read(SearchQuery query, Deadline deadline) {
        Instant asOf = clock.instant();
        List<Row> rows = rows(query, query.page().offset(), deadline);
        // a page beyond the last has no row to say how many there are
        List<Row> counted = rows.isEmpty() && query.page().offset() > 0 ? rows(query, 0, deadline) : rows;
        long total = counted.isEmpty() ? 0 : counted.getFirst().total();
        limit(deadline);
        return new Found(people(rows), total, asOf);
    }

    private List<Row> rows(SearchQuery query, int offset, Deadline deadline) {
        limit(deadline);
        var filters = new FilterSql(query);
        return jdbc.sql(StandInSql.of(query, filters))
                .params(filters.parameters())
                .param("text", query.text())
                .param("handle", query.text().replaceFirst("^@+", ""))
                .param("offset", offset)
                .param("size", query.page().size())
                .query(Row.class)
                .list();
    }

    // the planner takes every beginning of a word for a common one, and would read all people rather than the index
    private void limit(Deadline deadline) {
        long time = Math.max(1, deadline.left().minus(SPARE).toMillis());
        jdbc.sql("""
                        SELECT set_config('statement_timeout', :time, true), set_config('enable_seqscan', 'off', true),
                               set_config('jit', 'off', true)
                        """).param("time", Long.toString(time)).query().singleRow();
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
