package dev.userservice.search;

import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/**
 * The months of the search history, each a partition of its own: forgetting one costs nothing. Each statement waits for
 * the same lock first, so that instances do not make or drop the same partition at once.
 */
@Repository
class HistoryPartitions {

    // the names sort like the months
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'search_history_'uuuu_MM", Locale.ROOT);

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final HistoryProperties properties;

    HistoryPartitions(JdbcClient jdbc, InstantSource clock, HistoryProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    @Scheduled(fixedDelayString = "P1D")
    void maintain() {
        YearMonth thisMonth = month(clock.instant());
        create(thisMonth);
        create(thisMonth.plusMonths(1));
        dropBefore(month(clock.instant().minus(properties.retention())));
    }

    /** Makes the partitions that rows of these times need. */
    void createFor(Collection<Instant> times) {
        times.stream().map(HistoryPartitions::month).distinct().forEach(this::create);
    }

    private void create(YearMonth month) {
        jdbc.sql("""
                        DO $$ BEGIN
                            PERFORM pg_advisory_xact_lock(hashtext('search_history'));
                            CREATE TABLE IF NOT EXISTS %s PARTITION OF search_history
                               FOR VALUES FROM ('%s-01T00:00:00Z') TO ('%s-01T00:00:00Z');
                        END $$
                        """.formatted(NAME.format(month), month, month.plusMonths(1))).update();
    }

    private void dropBefore(YearMonth month) {
        jdbc.sql("""
                        DO $$ DECLARE old regclass; BEGIN
                            PERFORM pg_advisory_xact_lock(hashtext('search_history'));
                            FOR old IN SELECT oid FROM pg_inherits JOIN pg_class ON oid = inhrelid
                                        WHERE inhparent = 'search_history'::regclass
                                          AND relname ~ '^search_history_[0-9]{4}_[0-9]{2}$' AND relname < '%s'
                            LOOP
                                EXECUTE 'DROP TABLE ' || old;
                            END LOOP;
                        END $$
                        """.formatted(NAME.format(month))).update();
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atOffset(ZoneOffset.UTC));
    }
}
