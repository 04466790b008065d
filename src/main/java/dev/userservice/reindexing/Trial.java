package dev.userservice.reindexing;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Tries the new index of a run against the one that serves, as long as the run goes on. */
@Component
class Trial {

    private static final long BETWEEN_LOOKS = 500_000_000;

    private final Rehearsal rehearsal;
    private final Thresholds thresholds;
    private final RunLeases leases;
    private final Stopping stopping;

    Trial(Rehearsal rehearsal, Thresholds thresholds, RunLeases leases, Stopping stopping) {
        this.rehearsal = rehearsal;
        this.thresholds = thresholds;
        this.leases = leases;
        this.stopping = stopping;
    }

    Report of(ReindexRun run) {
        return rehearsal.of(new Candidacy(run.oldIndex(), run.newIndex(), thresholds, checkpoint(run)));
    }

    /** Ends long work when the run is paused or over, is another instance's, or the service stops. */
    Checkpoint checkpoint(ReindexRun run) {
        AtomicLong looked = new AtomicLong(System.nanoTime());
        return () -> {
            long now = System.nanoTime();
            if (now - looked.get() < BETWEEN_LOOKS) {
                return;
            }
            looked.set(now);
            boolean goesOn = leases.renew(run)
                    .filter(ours ->
                            ours.state() == run.state() && !ours.lifecycle().paused())
                    .isPresent();
            if (!goesOn || stopping.isNow()) {
                throw new RunLostException();
            }
        };
    }
}
