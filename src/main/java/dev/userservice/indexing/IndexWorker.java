package dev.userservice.indexing;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Works the queue off for as long as the service runs: woken by each commit, polling in between, backing off for ever
 * while Elasticsearch is away. On a stop it goes on until the queue is empty or the time for it is over.
 */
@Component
class IndexWorker implements SmartLifecycle {

    // stopped after the web server has finished its last requests, which may still add to the queue
    private static final int BELOW_THE_WEB_SERVER = SmartLifecycle.DEFAULT_PHASE - 4096;

    private static final Logger log = LoggerFactory.getLogger(IndexWorker.class);

    private final IndexingPass pass;
    private final UserIndex index;
    private final IndexingMetrics metrics;
    private final IndexingProperties properties;
    private final ApplicationEventPublisher events;
    private final Semaphore wakeUps = new Semaphore(0);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("index-worker").unstarted(this::work);

    private int failures;
    private boolean indexKnown;

    IndexWorker(
            IndexingPass pass,
            UserIndex index,
            IndexingMetrics metrics,
            IndexingProperties properties,
            ApplicationEventPublisher events) {
        this.pass = pass;
        this.index = index;
        this.metrics = metrics;
        this.properties = properties;
        this.events = events;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(IndexQueue.Added added) {
        wakeUps.release();
    }

    @Override
    public void start() {
        thread.start();
    }

    private void work() {
        while (!isStopping()) {
            if (turn() == 0) {
                rest();
            }
        }
        long deadline = System.nanoTime() + properties.drainOnStop().toNanos();
        while (failures == 0 && System.nanoTime() < deadline && turn() > 0) {
            log.debug("Draining the index queue before the stop");
        }
    }

    // the loop must outlive every failure, or nothing is indexed until a restart
    private int turn() {
        try {
            if (!indexKnown) {
                index.ensureExists();
                events.publishEvent(new IndexOpened());
                indexKnown = true;
            }
            int users = pass.run(batchSize());
            index.showWhenFilled();
            failures = 0;
            return users;
        } catch (ElasticsearchUnavailableException e) {
            metrics.failed();
            log.warn("Indexing waits for Elasticsearch: {}", e.getMessage());
        } catch (DataAccessException | TransactionException e) {
            log.warn("Indexing waits for Postgres: {}", e.getMessage());
        } catch (Throwable e) {
            metrics.failed();
            log.error("Indexing failed and will be tried again", e);
        }
        failures++;
        indexKnown = false;
        return 0;
    }

    // smaller after each failure, so that a batch too big for Elasticsearch gets through in the end
    private int batchSize() {
        return Math.max(1, properties.batchSize() >> Math.min(failures, 16));
    }

    private void rest() {
        try {
            if (failures > 0) {
                stopping.await(delay().toNanos(), TimeUnit.NANOSECONDS);
            } else {
                indexKnown = wakeUps.tryAcquire(properties.pollInterval().toNanos(), TimeUnit.NANOSECONDS);
                stopping.await(properties.linger().toNanos(), TimeUnit.NANOSECONDS);
            }
            wakeUps.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    // a random half of the doubled delay keeps two instances apart
    private Duration delay() {
        long doubled = properties.firstRetryDelay().toMillis() << Math.min(failures - 1, 16);
        long capped = Math.min(doubled, properties.longestRetryDelay().toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(capped / 2, capped + 1));
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    @Override
    public void stop() {
        stopping.countDown();
        wakeUps.release();
        try {
            thread.join(properties.drainOnStop().plus(properties.lease()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int getPhase() {
        return BELOW_THE_WEB_SERVER;
    }

    @Override
    public boolean isRunning() {
        return thread.isAlive();
    }
}
