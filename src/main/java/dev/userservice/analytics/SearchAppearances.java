package dev.userservice.analytics;

import dev.userservice.user.UsersShown;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Counts whom the pages of a search show to people. */
@Component
class SearchAppearances {

    private final WaitingCounts counts;

    SearchAppearances(WaitingCounts counts) {
        this.counts = counts;
    }

    @EventListener
    void on(UsersShown shown) {
        Visitor visitor = Visitor.current();
        if (visitor.isLooking() && !visitor.isBot()) {
            shown.userIds().stream()
                    .filter(userId -> !visitor.is(userId))
                    .map(Count::searchAppearance)
                    .forEach(counts::add);
        }
    }
}
