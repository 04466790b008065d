package dev.userservice.limits;

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
class Limiter {

    // at about 500 bytes each
    private static final int MOST_REMEMBERED = 50_000;

    private final Budgets budgets;
    private final IntSupplier instances;
    private final TimeMeter time;
    private final Cache<Key, Allowance> allowances;

    Limiter(Budgets budgets, IntSupplier instances, TimeMeter time) {
        this.budgets = budgets;
        this.instances = instances;
        this.time = time;
        this.allowances = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterAccess(Allowance.REFILL)
                .build();
    }

    private record Key(RouteKind kind, Asker asker) {}

    /** Takes a request from the budget of whoever asks; nothing if there is no limit. */
    Optional<Verdict> ask(RouteKind kind, Asker asker) {
        long budget = budgets.of(kind, asker.standing());
        if (budget == 0) {
            return Optional.empty();
        }
        int alive = instances.getAsInt();
        long share = Math.ceilDiv(budget, alive);
        Allowance allowance = allowances.get(new Key(kind, asker), _ -> new Allowance(share, time));
        return Optional.of(Verdict.of(kind, budget, allowance.take(share), alive));
    }
}
