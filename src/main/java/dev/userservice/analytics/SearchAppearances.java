package dev.userservice.analytics;

import dev.userservice.user.UsersShown;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Counts whom the pages of a search show to people. */
@Component
class SearchAppearances {

    private final WaitingCounts counts;
    private final InstantSource clock;

    SearchAppearances(WaitingCounts counts, InstantSource clock) {
        this.counts = counts;
        this.clock = clock;
    }

    @EventListener
    void on(UsersShown shown) {
        Visitor visitor = Visitor.current();
        if (visitor.isLooking() && !visitor.isBot()) {
            Instant now = clock.instant();
            shown.userIds().stream()
                    .filter(userId -> !visitor.is(userId))
                    .map(userId -> Count.searchAppearance(UserHour.of(userId, now)))
                    .forEach(counts::add);
        }
    }
}
