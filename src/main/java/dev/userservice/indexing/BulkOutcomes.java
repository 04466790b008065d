package dev.userservice.indexing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What became of users in a bulk write to every target; the first target is the one that serves searches. */
record BulkOutcomes(List<WriteTargets.Target> targets, List<Map<String, BulkOutcome>> byTarget) {

    private static final BulkOutcome WRITTEN = new BulkOutcome.Written();

    /**
     * What it means for the user: wait as long as any index has to be written again, and else what the serving one says.
     * No outcome is one of a user who no longer has any row, so nothing is left to write.
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
        Map<String, BulkOutcome> serving = byTarget.isEmpty() ? Map.of() : byTarget.getFirst();
        return serving.isEmpty()
                || serving.values().stream().anyMatch(outcome -> !(outcome instanceof BulkOutcome.Postponed));
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
