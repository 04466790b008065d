package dev.userservice.analytics;

import dev.userservice.user.Traces;
import dev.userservice.user.UserDeleted;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Removes the counters of a deleted user with the user. */
@Component
class CounterErasure implements Traces {

    private final CounterRows rows;

    CounterErasure(CounterRows rows) {
        this.rows = rows;
    }

    @EventListener
    void on(UserDeleted deleted) {
        rows.remove(deleted.userId());
    }

    @Override
    public String place() {
        return "counters";
    }

    @Override
    public Trace of(String userId) {
        return Trace.of(rows.hold(userId));
    }
}
