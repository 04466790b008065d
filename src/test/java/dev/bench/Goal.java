package dev.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a ratio that a part measures has to reach, as {@code bench-goals.json} says: at least {@code least}, or at most
 * {@code most}; at the scales it names, or at all.
 */
record Goal(
        String name,
        String part,
        @Nullable Double least,
        @Nullable Double most,
        @Nullable List<String> scales,
        String source) {

    /** What a measured interval says of a goal; one that lies on both sides of it says nothing. */
    enum Verdict {
        PASS,
        FAIL,
        NO_VERDICT,
        /** The goal is one of other scales. */
        NO_GOAL
    }

    static List<Goal> all() {
        try (InputStream file = Goal.class.getResourceAsStream("/bench-goals.json")) {
            return List.of(new JsonMapper().readValue(Objects.requireNonNull(file), Goal[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Goal named(String name) {
        return all().stream()
                .filter(goal -> goal.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("bench-goals.json has no goal for: " + name));
    }

    boolean isOf(Scale scale) {
        return scales == null || scales.contains(scale.word());
    }

    Verdict of(Pairs.Ratio ratio, Scale scale) {
        if (!isOf(scale)) {
            return Verdict.NO_GOAL;
        }
        boolean holds = (least == null || ratio.low() >= least) && (most == null || ratio.high() <= most);
        boolean isMissed = (least != null && ratio.high() < least) || (most != null && ratio.low() > most);
        return holds ? Verdict.PASS : isMissed ? Verdict.FAIL : Verdict.NO_VERDICT;
    }

    String bound() {
        if (least != null && most != null) {
            return least + " to " + most;
        }
        String bound = least != null ? ">= " + least : "<= " + most;
        return scales == null ? bound : bound + " at " + String.join(", ", scales);
    }
}
