package dev.userservice.search;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * What people search for, and what more of them than before. Whatever the load, trends of one window and type are made
 * once in their lifetime, and no two at the same time; while they are made anew, the old ones are shown.
 */
@Component
class SearchTrends {

    static final int MOST = 50;

    // a quarter more is no rise yet
    private static final double LEAST_LIFT = 1.25;

    private static final Comparator<SearchTrend> MOST_PEOPLE = Comparator.comparingLong(SearchTrend::people)
            .thenComparingLong(SearchTrend::searches)
            .reversed()
            .thenComparing(SearchTrend::term);

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(2);

    private final TrendRows rows;
    private final InstantSource clock;
    private final ReentrantLock turn = new ReentrantLock();
    private volatile Instant failedUntil = Instant.MIN;
    private final Map<TrendWindow, LoadingCache<Optional<SearchKind>, Trends>> made = new EnumMap<>(TrendWindow.class);

    SearchTrends(TrendRows rows, HistoryProperties properties, InstantSource clock) {
        this.rows = rows;
        this.clock = clock;
        for (TrendWindow window : TrendWindow.values()) {
            Duration lifetime = properties.trendsLifetime().multipliedBy(window.lifetimes());
            made.put(
                    window,
                    Caffeine.newBuilder()
                            .refreshAfterWrite(lifetime)
                            .expireAfterWrite(lifetime.multipliedBy(2))
                            .executor(Thread::startVirtualThread)
                            .build(type -> make(window, type.orElse(null))));
        }
    }

    /** The trends of one window up to {@code asOf}; what found nobody is for admins. */
    record Trends(
            TrendWindow window,
            Instant asOf,
            List<SearchTrend> rising,
            List<SearchTrend> top,
            List<SearchTrend> vain,
            List<SearchTrend> gaps) {}

    /** Of searches of one type, or of all of them. */
    Trends of(TrendWindow window, @Nullable SearchKind type) {
        return Objects.requireNonNull(made.get(window)).get(Optional.ofNullable(type));
    }

    // one after another, or a stranger could have them all made at once, on all connections
    private Trends make(TrendWindow window, @Nullable SearchKind type) {
        if (clock.instant().isBefore(failedUntil) || !isTurn()) {
            throw new DataAccessResourceFailureException("Trends cannot be made at the moment");
        }
        try {
            return made(window, type);
        } catch (DataAccessException e) {
            failedUntil = clock.instant().plus(AFTER_A_FAILURE);
            throw e;
        } finally {
            turn.unlock();
        }
    }

    private boolean isTurn() {
        try {
            return turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Trends made(TrendWindow window, @Nullable SearchKind type) {
        Instant now = clock.instant();
        double lengthOfFormer = window.lengthOfFormer(now);
        List<SearchTrend> found = trends(TrendRows.Kind.QUERY, type, window, now)
                .filter(trend -> trend.results() > 0)
                .toList();
        ToDoubleFunction<SearchTrend> lift = trend -> trend.lift(lengthOfFormer);
        return new Trends(
                window,
                now,
                found.stream()
                        .filter(trend -> lift.applyAsDouble(trend) >= LEAST_LIFT)
                        .sorted(Comparator.comparingDouble(lift).reversed().thenComparing(MOST_PEOPLE))
                        .limit(MOST)
                        .toList(),
                top(found.stream()),
                top(trends(TrendRows.Kind.VAIN, type, window, now)),
                top(trends(TrendRows.Kind.GAP, type, window, now)));
    }

    private Stream<SearchTrend> trends(
            TrendRows.Kind kind, @Nullable SearchKind type, TrendWindow window, Instant now) {
        return rows.trends(new TrendRows.Asked(kind, type, window, now)).stream()
                .filter(trend -> !PersonalText.is(trend.term()));
    }

    private static List<SearchTrend> top(Stream<SearchTrend> trends) {
        return trends.sorted(MOST_PEOPLE).limit(MOST).toList();
    }
}
