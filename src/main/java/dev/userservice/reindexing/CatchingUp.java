package dev.userservice.reindexing;

import dev.userservice.indexing.IndexQueue;
import dev.userservice.user.CachedUser;
import dev.userservice.user.UserRanges;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Brings a filled index to where the old one is. Done again from its start whenever it was not finished, because an
 * Elasticsearch that was restarted has forgotten which deletes it was told of.
 */
@Component
class CatchingUp {

    private static final int AT_ONCE = 5000;
    private static final Duration POLL = Duration.ofMillis(200);

    /** A deletion draws its revision and takes its time before it is committed; none takes as long as this. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(10);

    private final Pages pages;
    private final BatchSender sender;
    private final UserRanges ranges;
    private final IndexQueue queue;
    private final Stopping stopping;

    CatchingUp(Pages pages, BatchSender sender, UserRanges ranges, IndexQueue queue, Stopping stopping) {
        this.pages = pages;
        this.sender = sender;
        this.ranges = ranges;
        this.queue = queue;
        this.stopping = stopping;
    }

    /** Deletes whoever was deleted since the run began, for a page that was read before may have been written after. */
    void deleteAgain(ReindexRun run, Checkpoint checkpoint) {
        Instant since = run.startedAt().minus(LONGEST_TRANSACTION);
        String after = "";
        List<CachedUser> deleted;
        do {
            checkpoint.pass();
            deleted = ranges.deletedSince(run.startedRevision(), since, after, AT_ONCE);
            if (!deleted.isEmpty()) {
                Pages.Page page = pages.of(deleted, after);
                sender.send(run.newIndex(), page);
                pages.giveBack(page);
                after = page.last();
            }
        } while (deleted.size() == AT_ONCE);
    }

    /** Waits for whoever is queued now; whoever comes later is written to both anyway. */
    void drain(Checkpoint checkpoint) {
        Instant now = queue.now();
        while (queue.waitsSince(now)) {
            checkpoint.pass();
            if (stopping.within(POLL)) {
                throw new RunLostException();
            }
        }
    }
}
