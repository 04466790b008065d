package dev.userservice.analytics;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counts who looks at a profile: people, not programs, once in a while each, and nobody for looking at themselves. */
@Component
public class ProfileViews {

    static final String METER = "user_service.analytics.views";

    private final RecentViews recent;
    private final WaitingViews waiting;
    private final ViewerSalt salt;
    private final InstantSource clock;
    private final MeterRegistry meters;

    ProfileViews(RecentViews recent, WaitingViews waiting, ViewerSalt salt, InstantSource clock, MeterRegistry meters) {
        this.recent = recent;
        this.waiting = waiting;
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
        Outcome outcome = outcome(Visitor.current(), userId);
        meters.counter(METER, "outcome", outcome.name().toLowerCase(Locale.ROOT))
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
        return count(view(visitor, userId));
    }

    private View view(Visitor visitor, String userId) {
        Instant now = clock.instant();
        String today = saltOf(now);
        String former = saltOf(recent.since(now));
        long viewer = visitor.hash(today, userId);
        return new View(userId, viewer, former.equals(today) ? viewer : visitor.hash(former, userId), now);
    }

    private String saltOf(Instant time) {
        return salt.of(LocalDate.ofInstant(time, ZoneOffset.UTC));
    }

    private Outcome count(View view) {
        if (!recent.isFirst(view)) {
            return Outcome.REPEATED;
        }
        waiting.add(view);
        return Outcome.COUNTED;
    }
}
