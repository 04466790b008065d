package dev.userservice.analytics;

import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Takes note of what others do with people, apart from looking at them. */
@Component
public class Activity {

    private final WaitingCounts counts;
    private final InstantSource clock;

    Activity(WaitingCounts counts, InstantSource clock) {
        this.counts = counts;
        this.clock = clock;
    }

    /** So many more have this person among their favorites; fewer if this is negative. */
    public void favorited(String userId, int more) {
        counts.add(Count.favorites(UserHour.of(userId, clock.instant()), more));
    }
}
