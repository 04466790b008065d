package dev.userctl;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Shows a rebuild until it needs somebody or nobody any more. It asks again and again rather than listening, so that
 * neither a restart of the service nor a gateway that holds answers back ends it.
 */
final class Watch {

    /** It waits for somebody to let searches use the new index. */
    static final int NEEDS_SOMEBODY = 3;

    /** The token has expired; the rebuild goes on. */
    static final int UNSEEN = 4;

    private static final int LOOKS_UNTIL_IT_RESTS = 3;

    private final Service service;
    private final Screen screen;
    private final Pace pace;
    private long lastLine = Long.MIN_VALUE;
    private String lastState = "";
    private int looksAtReady;

    /** How often to look, how often to print a line without a terminal, and for how long to miss the service. */
    record Pace(Duration look, Duration line, Duration patience) {

        static final Pace USUAL = new Pace(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(5));
    }

    Watch(Service service, Screen screen, Pace pace) {
        this.service = service;
        this.screen = screen;
        this.pace = pace;
    }

    int untilItRests(long id) {
        try {
            return watched(id);
        } catch (ServiceException e) {
            if (!e.is("unauthorized") || lastState.isEmpty()) {
                throw e;
            }
            screen.say("The token has expired. The rebuild goes on; with a new one: userctl reindex watch " + id);
            return UNSEEN;
        }
    }

    private int watched(long id) {
        long answered = System.nanoTime();
        while (true) {
            Run run = look(id, answered);
            if (run != null) {
                answered = System.nanoTime();
                show(run);
                OptionalInt end = end(run);
                if (end.isPresent()) {
                    return finish(run, end.getAsInt());
                }
            }
            rest();
        }
    }

    private @Nullable Run look(long id, long answered) {
        try {
            return new Run(service.run(id));
        } catch (ServiceException e) {
            if (!e.is("unreachable")
                    || System.nanoTime() - answered > pace.patience().toNanos()) {
                throw e;
            }
            if (lastState.isEmpty() || !lastState.equals("unreachable")) {
                screen.say(e.getMessage() + "; waiting for it");
                lastState = "unreachable";
            }
            return null;
        }
    }

    private void show(Run run) {
        boolean news = !run.state().equals(lastState);
        lastState = run.state();
        if (screen.isTerminal()) {
            screen.draw(Progress.bar(run));
        } else if (news || System.nanoTime() - lastLine >= pace.line().toNanos()) {
            if (news) {
                screen.say("%s is %s".formatted(run.newIndex(), run.state().replace('_', ' ')));
            }
            screen.say(Progress.line(run));
            lastLine = System.nanoTime();
        }
    }

    // a run that switches by itself is ready for a moment only
    private OptionalInt end(Run run) {
        looksAtReady = run.isReady() ? looksAtReady + 1 : 0;
        if (run.isDone()) {
            return OptionalInt.of(UserCtl.OK);
        }
        if (run.hasEndedBadly()) {
            return OptionalInt.of(UserCtl.FAILED);
        }
        return looksAtReady >= LOOKS_UNTIL_IT_RESTS ? OptionalInt.of(NEEDS_SOMEBODY) : OptionalInt.empty();
    }

    private int finish(Run run, int code) {
        screen.say(run.message().isEmpty() ? "%s is %s".formatted(run.newIndex(), run.state()) : run.message());
        if (code == NEEDS_SOMEBODY) {
            screen.say("See it: userctl reindex report %1$d. Use it: userctl reindex switch %1$d".formatted(run.id()));
        }
        return code;
    }

    private void rest() {
        try {
            boolean _ = new CountDownLatch(1).await(pace.look().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ServiceException.unreachable("Interrupted");
        }
    }
}
