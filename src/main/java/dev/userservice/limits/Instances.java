package dev.userservice.limits;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** How many instances are alive, this one included; while Postgres is away, as many as there were. */
@Component
class Instances {

    private static final Logger log = LoggerFactory.getLogger(Instances.class);
    private static final Duration ALIVE = Duration.ofSeconds(15);
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final UUID id = UUID.randomUUID();
    private final InstanceRows rows;
    private volatile int alive = 1;

    Instances(InstanceRows rows) {
        this.rows = rows;
    }

    int alive() {
        return alive;
    }

    @Scheduled(fixedDelay = 5000)
    void beat() {
        try {
            rows.seen(id);
            alive = Math.max(1, rows.seenWithin(ALIVE));
            rows.forget(REMEMBERED);
        } catch (DataAccessException | TransactionException e) {
            log.debug("Instances are not counted: {}", e.getMessage());
        }
    }

    // one that is killed is counted for some seconds more
    @PreDestroy
    void leave() {
        try {
            rows.remove(id);
        } catch (DataAccessException | TransactionException e) {
            log.debug("Not taken off the instances: {}", e.getMessage());
        }
    }
}
