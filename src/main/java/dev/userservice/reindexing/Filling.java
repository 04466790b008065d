package dev.userservice.reindexing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/**
 * Fills the new index with everybody: while Elasticsearch writes two pages, the next one is read and made ready. The
 * checkpoint follows the last page before which everything is written, so a kill at any point leaves nobody out.
 */
@Component
class Filling {

    private static final int AT_ONCE = 2;

    private final Pages pages;
    private final BatchSender sender;
    private final RunLeases leases;
    private final Pressure pressure;
    private final Stopping stopping;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Filling(Pages pages, BatchSender sender, RunLeases leases, Pressure pressure, Stopping stopping) {
        this.pages = pages;
        this.sender = sender;
        this.leases = leases;
        this.pressure = pressure;
        this.stopping = stopping;
    }

    private record Sent(Pages.Page page, int size, CompletableFuture<Void> answer) {}

    /**
     * Goes on from the checkpoint to the last user.
     *
     * @throws RunLostException if somebody paused or ended the run, or the service stops
     */
    ReindexRun fill(ReindexRun run) {
        Deque<Sent> underWay = new ArrayDeque<>();
        pressure.begin();
        try {
            return fill(run, underWay);
        } finally {
            // nothing may still be written when the lease is given back
            underWay.forEach(
                    sent -> sent.answer().exceptionally(failure -> null).join());
            pages.forget();
            pressure.end();
        }
    }

    private ReindexRun fill(ReindexRun begun, Deque<Sent> underWay) {
        ReindexRun run = begun;
        Speed speed = new Speed(begun);
        Pace pace = new Pace(pressure, stopping);
        CompletableFuture<Pages.Page> next = read(run, run.checkpoint(), pace);
        while (true) {
            Pages.Page page = join(next);
            if (!page.isEmpty()) {
                next = read(run, page.last(), pace);
                if (pace.isStoppedBefore(page.documents().size(), run.options())) {
                    throw new RunLostException();
                }
                underWay.add(send(run, page));
            } else if (underWay.isEmpty()) {
                return run;
            }
            while (underWay.size() >= AT_ONCE || (page.isEmpty() && !underWay.isEmpty())) {
                run = settle(run, underWay.element(), speed, pace);
                underWay.remove();
            }
        }
    }

    private CompletableFuture<Pages.Page> read(ReindexRun run, String after, Pace pace) {
        int most = pace.portion(run.options());
        return CompletableFuture.supplyAsync(() -> pages.after(after, most), threads);
    }

    private Sent send(ReindexRun run, Pages.Page page) {
        return new Sent(
                page,
                page.documents().size(),
                CompletableFuture.runAsync(() -> sender.send(run.newIndex(), page), threads));
    }

    private ReindexRun settle(ReindexRun run, Sent sent, Speed speed, Pace pace) {
        join(sent.answer());
        pages.giveBack(sent.page());
        speed.add(sent.size());
        pressure.at(speed.rate());
        return leases.advance(
                        run,
                        new RunLeases.Progress(
                                sent.page().last(),
                                run.done() + sent.size(),
                                speed.rate(),
                                speed.activeSeconds(),
                                pace.reason()))
                .filter(ours ->
                        ours.state() == RunState.BUILDING && !ours.lifecycle().paused())
                .orElseThrow(RunLostException::new);
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
