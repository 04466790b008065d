package dev.userservice.analytics;

import dev.userservice.analytics.UserHour.UserDay;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The viewers of each person on a day, in Postgres: what all instances counted, put together. */
@Repository
class ViewerRows {

    private final JdbcClient jdbc;

    ViewerRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The viewers of a day until now, and how many have been told of. */
    private record Known(UserDay of, Viewers viewers, long number) {

        Known plus(Viewers more) {
            Viewers all = viewers.plus(more);
            // an estimate may go down a little, but nobody is taken back
            return new Known(of, all, Math.max(number, all.number()));
        }
    }

    /**
     * Adds the viewers of these counts. Returns how many of them had not looked at the person before on the same day, for
     * those with any. Whoever calls holds the lock of the counters.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UserHour, Long> add(List<Count> counts) {
        List<Count> viewed =
                counts.stream().filter(count -> !count.viewers().isNobody()).toList();
        if (viewed.isEmpty()) {
            return Map.of();
        }
        Map<UserDay, Known> known = read(viewed);
        Map<UserHour, Long> added = new HashMap<>();
        for (Count count : viewed) {
            Known before =
                    known.getOrDefault(count.of().day(), new Known(count.of().day(), Viewers.nobody(), 0));
            Known after = before.plus(count.viewers());
            known.put(after.of(), after);
            added.merge(count.of(), after.number() - before.number(), Long::sum);
        }
        write(known);
        return added;
    }

    private Map<UserDay, Known> read(List<Count> counts) {
        Map<UserDay, Known> known = new TreeMap<>();
        jdbc.sql("""
                        SELECT v.user_id, v.day, v.sketch, v.viewers
                          FROM (SELECT DISTINCT * FROM unnest(:ids::text[], :days::date[]) AS c (user_id, day)) AS c
                          JOIN user_viewers v USING (user_id, day)
                        """)
                .param("ids", counts.stream().map(Count::userId).toArray(String[]::new))
                .param("days", texts(counts.stream().map(count -> count.of().day())))
                .query((row, number) -> new Known(
                        new UserDay(row.getString("user_id"), row.getObject("day", LocalDate.class)),
                        Viewers.of(row.getBytes("sketch")),
                        row.getLong("viewers")))
                .list()
                .forEach(row -> known.put(row.of(), row));
        return known;
    }

    private void write(Map<UserDay, Known> known) {
        List<Known> rows = List.copyOf(known.values());
        jdbc.sql("""
                        INSERT INTO user_viewers AS v (user_id, day, sketch, viewers)
                        SELECT c.* FROM unnest(:ids::text[], :days::date[], :sketches::bytea[], :numbers::bigint[])
                                     AS c (user_id, day, sketch, viewers)
                          JOIN user_cache u ON u.id = c.user_id AND u.deleted_at IS NULL
                         ORDER BY c.user_id, c.day
                            ON CONFLICT (user_id, day) DO UPDATE SET sketch = EXCLUDED.sketch, viewers = EXCLUDED.viewers
                        """)
                .param("ids", rows.stream().map(row -> row.of().userId()).toArray(String[]::new))
                .param("days", texts(rows.stream().map(Known::of)))
                .param(
                        "sketches",
                        rows.stream().map(row -> row.viewers().bytes()).toArray(byte[][]::new))
                .param("numbers", rows.stream().map(Known::number).toArray(Long[]::new))
                .update();
    }

    private static String[] texts(Stream<UserDay> days) {
        return days.map(day -> day.date().toString()).toArray(String[]::new);
    }
}
