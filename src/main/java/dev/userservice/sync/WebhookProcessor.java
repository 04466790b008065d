package dev.userservice.sync;

import dev.userservice.indexing.IndexQueue;
import dev.userservice.user.Revision;
import dev.userservice.user.Users;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Applies changes, each call in one transaction: inbox, users if newer, queue. */
@Service
class WebhookProcessor {

    private final WebhookInbox inbox;
    private final Users users;
    private final IndexQueue queue;

    WebhookProcessor(WebhookInbox inbox, Users users, IndexQueue queue) {
        this.inbox = inbox;
        this.users = users;
        this.queue = queue;
    }

    /** Saves users of which none is given twice, nor any webhook id; the outcomes are in the same order. */
    @Transactional
    List<WebhookOutcome> save(List<Delivery> deliveries) {
        Set<String> accepted =
                inbox.accept(deliveries.stream().map(Delivery::webhookId).toList());
        List<Revision> changed = users.save(deliveries.stream()
                .filter(delivery -> accepted.contains(delivery.webhookId()))
                .map(Delivery::user)
                .toList());
        queue.addAll(changed);
        Set<String> applied = changed.stream().map(Revision::userId).collect(Collectors.toSet());
        return deliveries.stream()
                .map(delivery -> outcome(accepted.contains(delivery.webhookId()), applied.contains(delivery.userId())))
                .toList();
    }

    @Transactional
    WebhookOutcome delete(String webhookId, UserChange.Removed change) {
        if (inbox.accept(List.of(webhookId)).isEmpty()) {
            return WebhookOutcome.DUPLICATE;
        }
        Optional<Long> revision = delete(change);
        revision.ifPresent(newRevision -> queue.add(change.userId(), newRevision));
        return outcome(true, revision.isPresent());
    }

    private Optional<Long> delete(UserChange.Removed change) {
        return switch (change) {
            case UserChange.Deleted(var userId, var version) -> users.delete(userId, version);
            case UserChange.Gone(var userId, var sentAt) -> users.delete(userId, sentAt);
        };
    }

    private static WebhookOutcome outcome(boolean isNew, boolean isNewer) {
        if (!isNew) {
            return WebhookOutcome.DUPLICATE;
        }
        return isNewer ? WebhookOutcome.APPLIED : WebhookOutcome.STALE;
    }
}
