package dev.userservice.user;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How many follow somebody, in the words of influencer marketing; from a lower bound up to the next tier's. */
public enum Tier {
    NANO(0, 10_000L),
    MICRO(10_000, 100_000L),
    MID(100_000, 500_000L),
    MACRO(500_000, 1_000_000L),
    MEGA(1_000_000, null);

    private final long from;
    private final @Nullable Long to;

    Tier(long from, @Nullable Long to) {
        this.from = from;
        this.to = to;
    }

    public long from() {
        return from;
    }

    /** The first number of followers above this tier; nothing for the highest. */
    @Nullable
    public Long to() {
        return to;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Tier of(long followers) {
        Tier tier = NANO;
        for (Tier next : values()) {
            tier = followers >= next.from ? next : tier;
        }
        return tier;
    }
}
