package dev.userservice.reindexing;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
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
        AtomicLong tried = new AtomicLong();
        Checkpoint between = checkpoint(run, () -> leases.renew(run, tried.get()));
        Report report = rehearsal.of(new Candidacy(run.oldIndex(), run.newIndex(), thresholds, () -> {
            tried.incrementAndGet();
            between.pass();
        }));
        leases.renew(run, tried.get());
        return report;
    }

    /** Ends long work when the run is paused or over, is another instance's, or the service stops. */
    Checkpoint checkpoint(ReindexRun run) {
        return checkpoint(run, () -> leases.renew(run));
    }

    private Checkpoint checkpoint(ReindexRun run, Supplier<Optional<ReindexRun>> renewed) {
        AtomicLong looked = new AtomicLong(System.nanoTime());
        return () -> {
            long now = System.nanoTime();
            if (now - looked.get() < BETWEEN_LOOKS) {
                return;
            }
            looked.set(now);
            boolean goesOn = renewed.get()
                    .filter(ours ->
                            ours.state() == run.state() && !ours.lifecycle().paused())
                    .isPresent();
            if (!goesOn || stopping.isNow()) {
                throw new RunLostException();
            }
        };
    }
}
