package dev.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** What a ratio has to reach, as {@code bench-goals.json} says: at least {@code least}, or at most {@code most}. */
record Goal(String name, Double least, Double most, String source) {

    /** What a measured interval says of a goal; one that lies on both sides of it says nothing. */
    enum Verdict {
        PASS,
        FAIL,
        NO_VERDICT
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

    Verdict of(Pairs.Ratio ratio) {
        boolean holds = (least == null || ratio.low() >= least) && (most == null || ratio.high() <= most);
        boolean isMissed = (least != null && ratio.high() < least) || (most != null && ratio.low() > most);
        return holds ? Verdict.PASS : isMissed ? Verdict.FAIL : Verdict.NO_VERDICT;
    }

    String bound() {
        if (least != null && most != null) {
            return least + " to " + most;
        }
        return least != null ? ">= " + least : "<= " + most;
    }
}
