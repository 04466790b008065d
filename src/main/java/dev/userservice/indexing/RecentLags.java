package dev.userservice.indexing;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** How long the latest changes took on each stretch of their way in this instance; Prometheus has all of them. */
@Component
public class RecentLags {

    private static final int KEPT = 1_000;

    private final Map<Stretch, Window> windows = new EnumMap<>(Stretch.class);

    RecentLags() {
        Arrays.stream(Stretch.values()).forEach(stretch -> windows.put(stretch, new Window()));
    }

    /** A part of the way from the Auth Service to a search. */
    public enum Stretch {
        WEBHOOK_TO_CACHE,
        CACHE_TO_INDEX,
        CACHE_TO_SEARCHABLE
    }

    /** Milliseconds that half, nearly all and hardly any of the changes were faster or slower than. */
    public record Percentiles(int changes, long p50, long p95, long p99) {}

    public void add(Stretch stretch, Duration lag) {
        window(stretch).add(lag.toMillis());
    }

    public Percentiles of(Stretch stretch) {
        return window(stretch).percentiles();
    }

    private Window window(Stretch stretch) {
        return Objects.requireNonNull(windows.get(stretch));
    }

    private static final class Window {

        private final long[] values = new long[KEPT];
        private long added;

        synchronized void add(long value) {
            values[(int) (added++ % KEPT)] = value;
        }

        synchronized Percentiles percentiles() {
            long[] sorted = Arrays.copyOf(values, (int) Math.min(added, KEPT));
            Arrays.sort(sorted);
            return new Percentiles(sorted.length, at(sorted, 50), at(sorted, 95), at(sorted, 99));
        }

        private static long at(long[] sorted, int percent) {
            return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) * percent / 100];
        }
    }
}
