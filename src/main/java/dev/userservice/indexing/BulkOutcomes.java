package dev.userservice.indexing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of users in a bulk write to every target; the first target is the one that serves searches. Whoever has no
 * outcome is written, or has no row any more, so that nothing is left to write.
 */
record BulkOutcomes(List<WriteTargets.Target> targets, List<Map<String, BulkOutcome>> byTarget, int users) {

    private static final BulkOutcome WRITTEN = new BulkOutcome.Written();

    /**
     * What it means for the user: wait as long as any index has to be written again, and else what the serving one says.
     */
    BulkOutcome of(String userId) {
        return byTarget.stream()
                .map(outcomes -> outcomes.getOrDefault(userId, WRITTEN))
                .filter(BulkOutcome.Postponed.class::isInstance)
                .findFirst()
                .orElseGet(
                        () -> byTarget.isEmpty() ? WRITTEN : byTarget.getFirst().getOrDefault(userId, WRITTEN));
    }

    /** Whether the serving index took something, or had nothing to take. */
    boolean isServed() {
        return users == 0
                || byTarget.getFirst().values().stream()
                                .filter(BulkOutcome.Postponed.class::isInstance)
                                .count()
                        < users;
    }

    /** Why an index has to be written again; nothing if it took everything. */
    Optional<String> trouble(int target) {
        return byTarget.get(target).values().stream()
                .flatMap(outcome ->
                        outcome instanceof BulkOutcome.Postponed(String reason) ? Stream.of(reason) : Stream.empty())
                .findFirst();
    }

    /** The users whose documents an index refuses, and why. */
    Map<String, String> refusals(int target) {
        Map<String, String> refusals = new HashMap<>();
        byTarget.get(target).forEach((userId, outcome) -> {
            if (outcome instanceof BulkOutcome.Rejected(String reason)) {
                refusals.put(userId, reason);
            }
        });
        return refusals;
    }
}
