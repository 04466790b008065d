package dev.userservice.reindexing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** How far a run is; the order is that of a run in which nothing goes wrong. */
enum RunState {
    PLANNED,
    BUILDING,
    CATCHING_UP,
    VERIFYING,
    READY,
    /** The alias is being moved. */
    SWITCHED,
    KEPT,
    CLEANED,
    CANCELLED,
    FAILED;

    private static final Set<RunState> AT_WORK = EnumSet.of(PLANNED, BUILDING, CATCHING_UP, VERIFYING);
    private static final Set<RunState> OVER = EnumSet.of(CLEANED, CANCELLED, FAILED);

    /** Whether the new index is being made. */
    boolean isAtWork() {
        return AT_WORK.contains(this);
    }

    /** Whether no other run may begin. */
    boolean isActive() {
        return isAtWork() || this == READY || this == SWITCHED;
    }

    boolean isOver() {
        return OVER.contains(this);
    }

    /** Whether nothing happens by itself before long. */
    boolean isWaiting() {
        return isOver() || this == READY || this == KEPT;
    }

    Set<RunState> next() {
        return switch (this) {
            case PLANNED -> EnumSet.of(BUILDING, CANCELLED, FAILED);
            case BUILDING -> EnumSet.of(CATCHING_UP, CANCELLED, FAILED);
            case CATCHING_UP -> EnumSet.of(VERIFYING, CANCELLED, FAILED);
            case VERIFYING -> EnumSet.of(READY, CANCELLED, FAILED);
            case READY -> EnumSet.of(SWITCHED, CANCELLED, FAILED);
            case SWITCHED -> EnumSet.of(KEPT, FAILED);
            case KEPT -> EnumSet.of(SWITCHED, CLEANED);
            case CLEANED, CANCELLED, FAILED -> EnumSet.noneOf(RunState.class);
        };
    }

    @JsonValue
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static RunState named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
