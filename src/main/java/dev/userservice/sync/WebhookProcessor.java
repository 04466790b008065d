package dev.userservice.sync;

import dev.userservice.indexing.IndexQueue;
import dev.userservice.indexing.SearchScore;
import dev.userservice.user.Users;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Applies one change in one transaction: inbox, user if newer, queue. */
@Service
class WebhookProcessor {

    private final WebhookInbox inbox;
    private final Users users;
    private final IndexQueue queue;
    private final InstantSource clock;

    WebhookProcessor(WebhookInbox inbox, Users users, IndexQueue queue, InstantSource clock) {
        this.inbox = inbox;
        this.users = users;
        this.queue = queue;
        this.clock = clock;
    }

    @Transactional
    WebhookOutcome process(String webhookId, UserChange change) {
        if (!inbox.accept(webhookId)) {
            return WebhookOutcome.DUPLICATE;
        }
        Optional<Long> revision = apply(change);
        revision.ifPresent(newRevision -> queue.add(change.userId(), newRevision));
        return revision.isPresent() ? WebhookOutcome.APPLIED : WebhookOutcome.STALE;
    }

    private Optional<Long> apply(UserChange change) {
        return switch (change) {
            case UserChange.Saved(var profile, var version) ->
                users.save(
                        profile,
                        version,
                        SearchScore.of(profile, clock.instant()).value());
            case UserChange.Deleted(var userId, var version) -> users.delete(userId, version);
            case UserChange.Gone(var userId, var sentAt) -> users.delete(userId, sentAt);
        };
    }
}
