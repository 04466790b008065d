package dev.localservers;

import java.util.Map;
import java.util.function.BooleanSupplier;

/** Where a server comes from, in the order of preference. */
enum Source {
    CONFIGURED,
    DOCKER,
    PROCESS;

    static Source of(String variable, Map<String, String> environment, BooleanSupplier docker) {
        if (!environment.getOrDefault(variable, "").isBlank()) {
            return CONFIGURED;
        }
        return docker.getAsBoolean() ? DOCKER : PROCESS;
    }
}
