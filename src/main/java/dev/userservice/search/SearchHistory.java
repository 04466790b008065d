package dev.userservice.search;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Remembers searches without making any of them wait: what does not fit while Postgres is away is dropped. Every record
 * ends up written (but for what is of people deleted meanwhile), dropped for want of room, or failed because Postgres
 * refuses it.
 */
@Component
class SearchHistory implements SmartLifecycle {

    /** How many searches may wait to be written. */
    static final int CAPACITY = 10_000;

    private static final int BATCH = 500;

    // stopped after the web server has finished its last requests, which may still add to the history
    private static final int BELOW_THE_WEB_SERVER = SmartLifecycle.DEFAULT_PHASE - 4096;

    private static final Logger log = LoggerFactory.getLogger(SearchHistory.class);

    private final BlockingQueue<SearchRecord> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final HistoryWriter rows;
    private final HistoryPartitions partitions;
    private final boolean keepsSearches;
    private final Counter written;
    private final Counter dropped;
    private final Counter failed;
    private volatile boolean running;

    SearchHistory(
            HistoryWriter rows, HistoryPartitions partitions, HistoryProperties properties, MeterRegistry meters) {
        this.rows = rows;
        this.partitions = partitions;
        this.keepsSearches = properties.keepsSearches();
        written = records(meters, "written");
        dropped = records(meters, "dropped");
        failed = records(meters, "failed");
    }

    private static Counter records(MeterRegistry meters, String outcome) {
        return Counter.builder("user_service.search.history")
                .description("Searches for the history by outcome")
                .tag("outcome", outcome)
                .register(meters);
    }

    /**
     * Takes a search to be written soon, unless it holds an e-mail address or a phone number, or none are kept. Neither
     * blocks nor throws.
     */
    void add(SearchRecord search) {
        if (keepsSearches && !search.isPersonal()) {
            enqueue(search);
        }
    }

    private void enqueue(SearchRecord search) {
        if (!waiting.offer(search)) {
            dropped.increment();
        }
    }

    @Scheduled(fixedDelay = 1000)
    synchronized void flush() {
        List<SearchRecord> batch = new ArrayList<>(BATCH);
        while (waiting.drainTo(batch, BATCH) > 0 && write(batch)) {
            batch.clear();
        }
    }

    /** Whether Postgres has written or refused all of these; otherwise they wait again. */
    private boolean write(List<SearchRecord> batch) {
        try {
            insert(batch);
            written.increment(batch.size());
            return true;
        } catch (DataIntegrityViolationException e) {
            return writeWithoutTheRefused(batch);
        } catch (DataAccessException e) {
            log.warn("{} searches wait to be written to the history: {}", batch.size(), e.getMessage());
            batch.forEach(this::enqueue);
            return false;
        }
    }

    private void insert(List<SearchRecord> batch) {
        try {
            rows.insert(batch);
        } catch (DataIntegrityViolationException e) {
            // most likely their partition is missing
            partitions.createFor(batch.stream().map(SearchRecord::at).toList());
            rows.insert(batch);
        }
    }

    // a row that Postgres will never take must not hold up the others
    private boolean writeWithoutTheRefused(List<SearchRecord> batch) {
        if (batch.size() == 1) {
            log.warn("Postgres refuses a search for the history");
            failed.increment();
            return true;
        }
        int half = batch.size() / 2;
        boolean first = write(batch.subList(0, half));
        return write(batch.subList(half, batch.size())) && first;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        flush();
        if (!waiting.isEmpty()) {
            log.warn("{} searches are lost to the history", waiting.size());
        }
    }

    @Override
    public int getPhase() {
        return BELOW_THE_WEB_SERVER;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
