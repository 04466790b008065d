package dev.authservice.delivery;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Hands the outbox's messages out for as long as the service runs, so many at once: woken by each commit and by each
 * delivery that ends, polling in between. On a stop it waits for what is under way; the rest is safe in the outbox.
 */
@Component
class DeliveryWorker implements SmartLifecycle {

    // stopped after the web server has finished its last requests, which may still add to the outbox
    private static final int BELOW_THE_WEB_SERVER = SmartLifecycle.DEFAULT_PHASE - 4096;

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorker.class);

    private final Claims claims;
    private final Delivery delivery;
    private final Breaker breaker;
    private final DeliveryProperties properties;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Semaphore places;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("delivery-worker").unstarted(this::work);
    private final ExecutorService deliveries = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("delivery-", 0).factory());

    DeliveryWorker(Claims claims, Delivery delivery, Breaker breaker, DeliveryProperties properties) {
        this.claims = claims;
        this.delivery = delivery;
        this.breaker = breaker;
        this.properties = properties;
        this.places = new Semaphore(properties.atOnce());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(Outbox.Added added) {
        wakeUps.release();
    }

    @Override
    public void start() {
        thread.start();
    }

    private void work() {
        while (stopping.getCount() > 0) {
            if (turn() == 0) {
                rest();
            }
        }
    }

    // the loop must outlive every failure, or nothing is told until a restart
    private int turn() {
        try {
            List<Claim> claimed = claimed();
            claimed.forEach(this::begin);
            return claimed.size();
        } catch (DataAccessException e) {
            log.warn("Postgres cannot be asked what to deliver: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("Nothing could be delivered and will be tried again", e);
        }
        return 0;
    }

    private List<Claim> claimed() {
        if (breaker.isOpen()) {
            return breaker.startProbe() ? claimedForProbe() : List.of();
        }
        int free = places.availablePermits();
        return free == 0 ? List.of() : claims.claim(free, properties.lease());
    }

    private List<Claim> claimedForProbe() {
        List<Claim> claimed = List.of();
        try {
            claimed = claims.claimForProbe(properties.lease());
            return claimed;
        } finally {
            if (claimed.isEmpty()) {
                breaker.abandonProbe();
            }
        }
    }

    private void begin(Claim claim) {
        places.acquireUninterruptibly();
        deliveries.execute(() -> {
            try {
                delivery.deliver(claim);
            } catch (RuntimeException e) {
                log.error("A message for {} is not settled and comes again after its lease", claim.userId(), e);
                breaker.abandonProbe();
            } finally {
                places.release();
                wakeUps.release();
            }
        });
    }

    private void rest() {
        try {
            wakeUps.tryAcquire(properties.pollInterval().toNanos(), TimeUnit.NANOSECONDS);
            wakeUps.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
        wakeUps.release();
        try {
            thread.join(properties.timeout());
            deliveries.shutdown();
            if (!deliveries.awaitTermination(properties.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
                log.warn("Some messages are still under way and come again after their lease");
            }
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
