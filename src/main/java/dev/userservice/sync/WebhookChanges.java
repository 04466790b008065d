package dev.userservice.sync;

import dev.userservice.indexing.SearchScore;
import dev.userservice.user.ListedUser;
import java.time.InstantSource;
import org.springframework.stereotype.Service;

/**
 * Applies what webhooks tell of: new states in groups, deletes one by one, as whoever keeps something of the person takes
 * part in their transaction.
 */
@Service
class WebhookChanges {

    private final GroupCommit groups;
    private final WebhookProcessor processor;
    private final InstantSource clock;

    WebhookChanges(GroupCommit groups, WebhookProcessor processor, InstantSource clock) {
        this.groups = groups;
        this.processor = processor;
        this.clock = clock;
    }

    WebhookOutcome apply(String webhookId, UserChange change) {
        return switch (change) {
            case UserChange.Saved saved -> groups.save(new Delivery(webhookId, scored(saved)));
            case UserChange.Removed removed -> processor.delete(webhookId, removed);
        };
    }

    private ListedUser scored(UserChange.Saved saved) {
        double score = SearchScore.of(saved.profile(), clock.instant()).value();
        return new ListedUser(saved.profile(), saved.version(), score);
    }
}
