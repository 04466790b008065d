package dev.userservice.analytics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counts who looks at a profile: people, not programs, once in a while each, and nobody for looking at themselves. */
@Component
public class ProfileViews {

    private final RecentViews recent;
    private final WaitingCounts counts;
    private final ViewerSalt salt;
    private final InstantSource clock;
    private final MeterRegistry meters;

    ProfileViews(RecentViews recent, WaitingCounts counts, ViewerSalt salt, InstantSource clock, MeterRegistry meters) {
        this.recent = recent;
        this.counts = counts;
        this.salt = salt;
        this.clock = clock;
        this.meters = meters;
    }

    private enum Outcome {
        COUNTED,
        REPEATED,
        OWN,
        BOT,
        UNREAD
    }

    /** The request on this thread is answered with the profile of this user. */
    public void add(String userId) {
        Visitor visitor = Visitor.current();
        Outcome outcome = outcome(visitor, userId);
        if (outcome == Outcome.COUNTED) {
            UserHour of = UserHour.of(userId, clock.instant());
            counts.add(Count.profileView(of, visitor.hash(salt.of(of.day().date()), userId)));
        }
        meters.counter("user_service.analytics.views", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private Outcome outcome(Visitor visitor, String userId) {
        if (!visitor.isLooking()) {
            return Outcome.UNREAD;
        }
        if (visitor.is(userId)) {
            return Outcome.OWN;
        }
        if (visitor.isBot()) {
            return Outcome.BOT;
        }
        return recent.isFirst(visitor, userId) ? Outcome.COUNTED : Outcome.REPEATED;
    }
}
