package dev.userservice.sync;

import dev.userservice.indexing.Difference;
import dev.userservice.indexing.IndexQueue;
import dev.userservice.user.Users;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Repairs a difference the way every change takes: through the queue. The row gets a new revision, higher than the
 * version in the index, because Elasticsearch takes nothing else; what nobody knows gets a tombstone, so that its
 * deletion lasts.
 */
@Component
class DriftRepair {

    /** What Elasticsearch remembers of a deleted document may be higher than anything we can see. */
    private static final long HIGHER_EACH_TIME = 1_000;

    private final Users users;
    private final IndexQueue queue;

    DriftRepair(Users users, IndexQueue queue) {
        this.users = users;
        this.queue = queue;
    }

    /** Queues the repair, unless the user changed meanwhile, which repairs too. */
    @Transactional
    public void repair(Difference difference, int attempts) {
        long above = Math.max(difference.seen().revision(), difference.seen().version()) + attempts * HIGHER_EACH_TIME;
        Optional<Long> revision = switch (difference.kind()) {
            case ORPHANED -> users.bury(difference.userId(), above);
            case MISSING, STALE, ALTERED, REVIVED ->
                users.renew(difference.userId(), difference.seen().revision(), above);
        };
        revision.ifPresent(newRevision -> queue.add(difference.userId(), newRevision));
    }
}
