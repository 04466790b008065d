package dev.userservice.trending;

import dev.userservice.user.Traces;
import dev.userservice.user.UserDeleted;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Takes a deleted user off all lists, and out of the answers that are ready, with the user. */
@Component
class TrendingErasure implements Traces {

    private final ListedPeople people;
    private final AtomicLong deletions = new AtomicLong();

    TrendingErasure(ListedPeople people) {
        this.people = people;
    }

    @EventListener
    void on(UserDeleted deleted) {
        people.remove(deleted.userId());
    }

    @TransactionalEventListener
    void afterCommitOf(UserDeleted deleted) {
        deletions.incrementAndGet();
    }

    /** How many were deleted here: an answer made before the latest of them may hold it. */
    long deletions() {
        return deletions.get();
    }

    @Override
    public String place() {
        return "trending";
    }

    @Override
    public Trace of(String userId) {
        return Trace.of(people.hold(userId));
    }
}
