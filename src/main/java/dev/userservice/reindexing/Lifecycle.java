package dev.userservice.reindexing;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands and how it came there. Every change is a new value, made only if the present one lets it be; {@code
 * rolledBack} while the old index serves after a switch.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record Lifecycle(
        RunState state,
        boolean paused,
        boolean rolledBack,
        List<Step> steps,
        @Nullable String error,
        @Nullable Instant finishedAt,
        @Nullable Instant keptUntil) {

    /** One state a run was in, and what ended it if it went wrong. */
    record Step(
            RunState name,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String error) {}

    static Lifecycle planned(Instant now) {
        return new Lifecycle(
                RunState.PLANNED, false, false, List.of(new Step(RunState.PLANNED, now, null, null)), null, null, null);
    }

    /** What an admin may do now. */
    Set<RunAction> allowed() {
        return switch (state) {
            case PLANNED, BUILDING, CATCHING_UP, VERIFYING ->
                EnumSet.of(paused ? RunAction.RESUME : RunAction.PAUSE, RunAction.THROTTLE, RunAction.CANCEL);
            case READY -> EnumSet.of(RunAction.SWITCH, RunAction.CANCEL);
            case KEPT -> EnumSet.of(rolledBack ? RunAction.SWITCH : RunAction.ROLLBACK);
            case SWITCHED, CLEANED, CANCELLED, FAILED -> EnumSet.noneOf(RunAction.class);
        };
    }

    /** @throws NotAllowedException if this cannot be done now */
    void check(RunAction action) {
        if (!allowed().contains(action)) {
            throw new NotAllowedException(action, this, allowed());
        }
    }

    Lifecycle pause() {
        check(RunAction.PAUSE);
        return new Lifecycle(state, true, rolledBack, steps, error, finishedAt, keptUntil);
    }

    Lifecycle resume() {
        check(RunAction.RESUME);
        return new Lifecycle(state, false, rolledBack, steps, error, finishedAt, keptUntil);
    }

    Lifecycle cancel(Instant now) {
        check(RunAction.CANCEL);
        return to(RunState.CANCELLED, now, null);
    }

    /** The new index is to serve. */
    Lifecycle switchOver(Instant now) {
        check(RunAction.SWITCH);
        return to(RunState.SWITCHED, now, null).serving(false);
    }

    /** The old index is to serve again. */
    Lifecycle rollBack(Instant now) {
        check(RunAction.ROLLBACK);
        return to(RunState.SWITCHED, now, null).serving(true);
    }

    /** One of the two indices serves, and the other is kept until then. */
    Lifecycle keep(Instant now, Instant until) {
        Lifecycle kept = to(RunState.KEPT, now, null);
        return new Lifecycle(kept.state(), false, rolledBack, kept.steps(), null, null, until);
    }

    /** The old index cannot take over again, and the new one goes on. */
    Lifecycle rollBackNoMore(Instant now, String reason) {
        return to(RunState.KEPT, now, reason).serving(false).keepNoLonger(now);
    }

    /** The index that is kept may go. */
    Lifecycle keepNoLonger(Instant now) {
        return new Lifecycle(state, paused, rolledBack, steps, error, finishedAt, now);
    }

    Lifecycle fail(Instant now, String reason) {
        return to(RunState.FAILED, now, reason);
    }

    /** Goes on to the next state; the present one ends, with an error if this is why. */
    Lifecycle to(RunState next, Instant now, @Nullable String reason) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException("A run that is " + state + " cannot become " + next);
        }
        List<Step> after = new ArrayList<>(steps.subList(0, steps.size() - 1));
        Step last = steps.getLast();
        after.add(new Step(last.name(), last.startedAt(), now, reason));
        after.add(new Step(next, now, next.isOver() ? now : null, null));
        return new Lifecycle(
                next, false, rolledBack, List.copyOf(after), reason, next.isOver() ? now : null, keptUntil);
    }

    private Lifecycle serving(boolean oldOne) {
        return new Lifecycle(state, paused, oldOne, steps, error, finishedAt, keptUntil);
    }
}
