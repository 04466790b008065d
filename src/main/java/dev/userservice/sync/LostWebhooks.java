package dev.userservice.sync;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Counts users whose cached state was wrong for longer than a webhook is on its way. Whoever is not known, and last
 * changed before there was this cache, was never to be told of by a webhook.
 */
@Component
class LostWebhooks {

    private final WebhookInbox inbox;
    private final InstantSource clock;
    private final DriftProperties properties;
    private final Counter lost;

    LostWebhooks(WebhookInbox inbox, InstantSource clock, DriftProperties properties, MeterRegistry meters) {
        this.inbox = inbox;
        this.clock = clock;
        this.properties = properties;
        lost = Counter.builder("user_service.drift.source.corrected")
                .description("Users in the cache who differed from the Auth Service, not counting changes of just now")
                .register(meters);
    }

    /** Counts among those who differed whom no webhook is on its way for; before, these ids were known. */
    void count(Collection<UserChange.Saved> differed, Set<String> known) {
        if (differed.isEmpty()) {
            return;
        }
        Instant onTheWay = clock.instant().minus(properties.onTheWay());
        Instant beginning = inbox.since();
        long late = differed.stream()
                .filter(user -> user.version().time().isBefore(onTheWay))
                .filter(user ->
                        known.contains(user.userId()) || user.version().time().isAfter(beginning))
                .count();
        lost.increment((double) late);
    }
}
