package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.userservice.AbstractServiceTests;
import dev.userservice.postgres.MonthlyPartitions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Which months of the search history exist. */
class SearchHistoryPartitionsIntegrationTests extends AbstractServiceTests {

    private static final HistoryProperties RETENTION =
            new HistoryProperties(Duration.ofDays(90), Duration.ofSeconds(10), Duration.ofMinutes(1));

    @Autowired
    private HistoryPartitions partitions;

    @Autowired
    private InstantSource clock;

    @Test
    void thisAndTheNextMonthExistSoonAfterTheStart() {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(partitions()).contains(name(0), name(1)));
    }

    @Test
    void aPartitionIsOneMonthOfUniversalTime() {
        partitionsAt("2031-12-31T23:59:59Z").maintain();

        assertThat(bounds("search_history_2031_12")).contains("2031-12-01 00:00:00+00", "2032-01-01 00:00:00+00");
        assertThat(bounds("search_history_2032_01")).contains("2032-01-01 00:00:00+00", "2032-02-01 00:00:00+00");
        drop("search_history_2031_12", "search_history_2032_01");
    }

    @Test
    void whatEndedBeforeTheRetentionIsDroppedAndTheRestKept() {
        createByHand("2020-01");
        createByHand("2020-02");
        createByHand("2020-03");
        database.sql("CREATE TABLE search_history_archive PARTITION OF search_history"
                        + " FOR VALUES FROM ('2019-01-01') TO ('2019-02-01')")
                .update();
        partitionsAt("2020-05-29T23:59:59Z").maintain();
        assertThat(partitions()).contains("search_history_2020_02", "search_history_2020_03");
        assertThat(partitions()).doesNotContain("search_history_2020_01");

        partitionsAt("2020-05-30T00:00:00Z").maintain();
        assertThat(partitions()).doesNotContain("search_history_2020_02");
        assertThat(partitions()).contains("search_history_2020_03", "search_history_2020_05", "search_history_2020_06");
        assertThat(partitions()).contains("search_history_archive", name(0));

        partitions.maintain();
        assertThat(partitions()).noneMatch(name -> name.startsWith("search_history_2020"));
        assertThat(partitions()).contains("search_history_archive", name(0), name(1));
        drop("search_history_archive");
    }

    @Test
    void instancesDoNotDisturbEachOther() throws Exception {
        try (ExecutorService instances = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                drop(name(0), name(1));
                createByHand("2020-01");
                for (Future<?> done : instances.invokeAll(Collections.nCopies(4, this::maintained))) {
                    done.get();
                }
                assertThat(partitions()).contains(name(0), name(1)).doesNotContain("search_history_2020_01");
            }
        }
    }

    private boolean maintained() {
        partitions.maintain();
        return true;
    }

    private HistoryPartitions partitionsAt(String time) {
        return new HistoryPartitions(
                new MonthlyPartitions(database), InstantSource.fixed(Instant.parse(time)), RETENTION);
    }

    private void createByHand(String month) {
        database.sql("CREATE TABLE search_history_%s PARTITION OF search_history FOR VALUES FROM ('%s') TO ('%s')"
                        .formatted(
                                month.replace('-', '_'),
                                month + "-01T00:00:00Z",
                                YearMonth.parse(month).plusMonths(1) + "-01T00:00:00Z"))
                .update();
        database.sql("INSERT INTO search_history VALUES ('old', 'old', 'crew', '{}', 1, 1, NULL, :day::timestamptz)")
                .param("day", month + "-15T12:00:00Z")
                .update();
    }

    private void drop(String... names) {
        for (String name : names) {
            database.sql("DROP TABLE IF EXISTS " + name).update();
        }
    }

    private String name(int monthsAhead) {
        YearMonth month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        return "search_history_" + month.plusMonths(monthsAhead).toString().replace('-', '_');
    }

    private List<String> partitions() {
        return database.sql("SELECT inhrelid::regclass::text FROM pg_inherits"
                        + " WHERE inhparent = 'search_history'::regclass")
                .query(String.class)
                .list();
    }

    private String bounds(String partition) {
        return database.sql("""
                        SELECT pg_get_expr(relpartbound, oid) FROM pg_class, set_config('TimeZone', 'UTC', true)
                         WHERE relname = :name
                        """).param("name", partition).query(String.class).single();
    }
}
