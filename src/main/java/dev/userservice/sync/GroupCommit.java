package dev.userservice.sync;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Saves deliveries that come at the same time in one transaction, as one commit costs as much for many as for one. One
 * that comes alone is saved at once.
 */
@Component
class GroupCommit {

    private final WebhookProcessor processor;
    private final WaitingRoom room;
    private final DistributionSummary groups;

    GroupCommit(WebhookProcessor processor, WebhookProperties properties, MeterRegistry meters) {
        this.processor = processor;
        this.room = new WaitingRoom(properties.groupsAtOnce(), properties.largestGroup(), properties.mostWaiting());
        this.groups = DistributionSummary.builder("user_service.webhooks.group.size")
                .description("Deliveries saved in one transaction")
                .register(meters);
        Gauge.builder("user_service.webhooks.waiting", room, WaitingRoom::size)
                .description("Deliveries that wait to be saved with the next group")
                .register(meters);
    }

    /** Returns when it is committed, alone or with others. */
    WebhookOutcome save(Delivery delivery) {
        WaitingDelivery waiting = new WaitingDelivery(delivery);
        room.enter(waiting);
        return answer(delivery, waiting.await());
    }

    private WebhookOutcome answer(Delivery delivery, Turn turn) {
        return switch (turn) {
            case Turn.Done(WebhookOutcome outcome) -> outcome;
            case Turn.Failed(RuntimeException reason) -> throw reason;
            case Turn.Alone() -> processor.save(List.of(delivery)).getFirst();
            case Turn.Lead(List<WaitingDelivery> group) -> answer(delivery, lead(group));
        };
    }

    /** Saves a group, tells all others of it how it went, and returns what to tell the first. */
    private Turn lead(List<WaitingDelivery> group) {
        List<? extends Turn> told = List.of();
        try {
            told = saved(group);
        } finally {
            room.handOver();
            for (int i = 1; i < group.size(); i++) {
                group.get(i).tell(told.isEmpty() ? new Turn.Alone() : told.get(i));
            }
        }
        return told.getFirst();
    }

    private List<? extends Turn> saved(List<WaitingDelivery> group) {
        groups.record(group.size());
        try {
            return processor.save(group.stream().map(WaitingDelivery::delivery).toList()).stream()
                    .map(Turn.Done::new)
                    .toList();
        } catch (DataAccessResourceFailureException | RecoverableDataAccessException | TransactionException e) {
            // Postgres is away, and those who wait would only find out later
            Turn failed = new Turn.Failed(e);
            room.clear(failed);
            return group.stream().map(_ -> failed).toList();
        } catch (RuntimeException e) {
            Turn next = group.size() == 1 ? new Turn.Failed(e) : new Turn.Alone();
            return group.stream().map(_ -> next).toList();
        }
    }
}
