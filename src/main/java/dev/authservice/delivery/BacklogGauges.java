package dev.authservice.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Shows the backlog as it was some seconds ago, so that whoever scrapes does not ask the database. */
@Component
class BacklogGauges {

    private final DeadLetters outbox;
    private volatile Backlog last = new Backlog(0, null, 0, 0);

    BacklogGauges(DeadLetters outbox, MeterRegistry meters) {
        this.outbox = outbox;
        Gauge.builder("auth_service.deliveries.queued", () -> last.queued())
                .description("Users of whom the User Service does not know the latest")
                .register(meters);
        Gauge.builder("auth_service.deliveries.oldest.seconds", () -> last.oldestSeconds())
                .description("Since the oldest change that the User Service does not know of")
                .register(meters);
        Gauge.builder("auth_service.deliveries.dead", () -> last.dead())
                .description("Messages that were given up")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT5S")
    void takeSample() {
        try {
            last = outbox.backlog();
        } catch (DataAccessException e) {
            // the last figures stay; that the database is away shows elsewhere
        }
    }
}
