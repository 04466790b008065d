package dev.userservice.postgres;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The months of a table, each a partition of its own: forgetting one costs nothing. Each statement waits for the same lock
 * of its table first, so that instances do not make or drop the same partition at once.
 */
@Repository
public class MonthlyPartitions {

    // the names sort like the months
    private static final DateTimeFormatter SUFFIX = DateTimeFormatter.ofPattern("'_'uuuu_MM", Locale.ROOT);

    private final JdbcClient jdbc;

    public MonthlyPartitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the months about now, and drops those that ended before the last moment to be kept. */
    public void maintain(String table, Instant now, Instant keptSince) {
        YearMonth thisMonth = month(now);
        create(table, thisMonth);
        create(table, thisMonth.plusMonths(1));
        dropBefore(table, month(keptSince));
    }

    /** Makes the partitions that rows of these times need. */
    public void createFor(String table, Collection<Instant> times) {
        times.stream().map(MonthlyPartitions::month).distinct().forEach(month -> create(table, month));
    }

    private void create(String table, YearMonth month) {
        jdbc.sql("""
                        DO $$ BEGIN
                            PERFORM pg_advisory_xact_lock(hashtext('partitions of %1$s'));
                            CREATE TABLE IF NOT EXISTS %1$s%2$s PARTITION OF %1$s
                               FOR VALUES FROM ('%3$s-01T00:00:00Z') TO ('%4$s-01T00:00:00Z');
                        END $$
                        """.formatted(table, SUFFIX.format(month), month, month.plusMonths(1)))
                .update();
    }

    private void dropBefore(String table, YearMonth month) {
        jdbc.sql("""
                        DO $$ DECLARE old regclass; BEGIN
                            PERFORM pg_advisory_xact_lock(hashtext('partitions of %1$s'));
                            FOR old IN SELECT oid FROM pg_inherits JOIN pg_class ON oid = inhrelid
                                        WHERE inhparent = '%1$s'::regclass
                                          AND relname ~ '^%1$s_[0-9]{4}_[0-9]{2}$' AND relname < '%1$s%2$s'
                            LOOP
                                EXECUTE 'DROP TABLE ' || old;
                            END LOOP;
                        END $$
                        """.formatted(table, SUFFIX.format(month))).update();
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }
}
