package dev.userservice.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.springframework.dao.TransientDataAccessResourceException;

/**
 * Where deliveries wait while others are being saved. Whoever comes when nobody is waiting leads at once; those who come
 * meanwhile are the next group, led by the first of them. No group holds a user or a webhook id twice, and those of one
 * user keep their order.
 */
final class WaitingRoom {

    private final int leadersAtOnce;
    private final int largestGroup;
    private final int seats;
    private final Deque<WaitingDelivery> waiting = new ArrayDeque<>();
    private int leaders;

    WaitingRoom(int leadersAtOnce, int largestGroup, int seats) {
        this.leadersAtOnce = leadersAtOnce;
        this.largestGroup = largestGroup;
        this.seats = seats;
    }

    /**
     * Lets a delivery in; it is told its turn, if not already, by whoever leads.
     *
     * @throws TransientDataAccessResourceException if too many wait
     */
    synchronized void enter(WaitingDelivery delivery) {
        if (leaders < leadersAtOnce) {
            leaders++;
            delivery.tell(new Turn.Lead(List.of(delivery)));
        } else if (waiting.size() < seats) {
            waiting.add(delivery);
        } else {
            throw new TransientDataAccessResourceException(seats + " deliveries wait already");
        }
    }

    synchronized int size() {
        return waiting.size();
    }

    /** Ends a lead, and begins the next one if anybody waits. */
    synchronized void handOver() {
        if (waiting.isEmpty()) {
            leaders--;
        } else {
            List<WaitingDelivery> group = nextGroup();
            group.getFirst().tell(new Turn.Lead(group));
        }
    }

    /** Sends everybody away who waits. */
    synchronized void clear(Turn told) {
        waiting.forEach(delivery -> delivery.tell(told));
        waiting.clear();
    }

    private List<WaitingDelivery> nextGroup() {
        List<WaitingDelivery> group = new ArrayList<>();
        Set<String> users = new HashSet<>();
        Set<String> webhooks = new HashSet<>();
        Iterator<WaitingDelivery> all = waiting.iterator();
        while (all.hasNext() && group.size() < largestGroup) {
            WaitingDelivery next = all.next();
            // both are noted of those who stay, so that none of the same overtakes them
            boolean isFirstOfUser = users.add(next.delivery().userId());
            boolean isFirstOfWebhook = webhooks.add(next.delivery().webhookId());
            if (isFirstOfUser && isFirstOfWebhook) {
                group.add(next);
                all.remove();
            }
        }
        return group;
    }
}
