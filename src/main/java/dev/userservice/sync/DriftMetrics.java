package dev.userservice.sync;

import dev.userservice.indexing.Difference;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Counts users compared, and differences found and gone again, by kind. */
@Component
class DriftMetrics {

    private final Counter verified;
    private final Map<Difference.Kind, Counter> found;
    private final Map<Difference.Kind, Counter> repaired;

    DriftMetrics(MeterRegistry meters) {
        verified = Counter.builder("user_service.drift.verified")
                .description("Users whose document was compared with their row")
                .register(meters);
        found = byKind(meters, "found", "Documents that differed from their row");
        repaired = byKind(meters, "repaired", "Differences that were seen to be gone again");
    }

    // all of them from the start, so that an alert sees the first one too
    private static Map<Difference.Kind, Counter> byKind(MeterRegistry meters, String what, String description) {
        return Arrays.stream(Difference.Kind.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        kind -> Counter.builder("user_service.drift." + what)
                                .description(description)
                                .tag("kind", kind.wireName())
                                .register(meters)));
    }

    void verified(int users) {
        verified.increment(users);
    }

    void found(Difference.Kind kind) {
        counter(found, kind).increment();
    }

    void repaired(Difference.Kind kind) {
        counter(repaired, kind).increment();
    }

    private static Counter counter(Map<Difference.Kind, Counter> counters, Difference.Kind kind) {
        return Objects.requireNonNull(counters.get(kind));
    }
}
