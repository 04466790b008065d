package dev.platform;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.TimeMeter;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Counts what each caller asks for, in memory alone: each instance gives its share of a budget, so that together they
 * give all of it. The least seen callers are forgotten when there are too many; a caller who rests for a minute has all
 * of the budget again and need not be remembered.
 */
public final class Limiter<C> {

    // at about 500 bytes each
    private static final int MOST_REMEMBERED = 50_000;

    private final IntSupplier instances;
    private final TimeMeter time;
    private final Cache<Key<C>, Allowance> allowances;

    public Limiter(IntSupplier instances, TimeMeter time) {
        this.instances = instances;
        this.time = time;
        this.allowances = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(Allowance.REFILL)
                .build();
    }

    private record Key<C>(String budget, C caller) {}

    /** Takes a request from a caller's budget of this name and size a minute; nothing if that is 0, which is no limit. */
    public Optional<Verdict> ask(String budget, long size, C caller) {
        if (size == 0) {
            return Optional.empty();
        }
        int alive = instances.getAsInt();
        long share = Math.ceilDiv(size, alive);
        Allowance allowance = allowances.get(new Key<>(budget, caller), _ -> new Allowance(share, time));
        return Optional.of(Verdict.of(budget, size, allowance.take(share), alive));
    }
}
