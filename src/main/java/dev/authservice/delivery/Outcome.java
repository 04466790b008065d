package dev.authservice.delivery;

import java.time.Duration;
import java.util.Set;

/** What became of sending a message. Reasons are our own words: neither the body nor the answer is in them. */
sealed interface Outcome {

    /** The User Service has it. */
    record Taken() implements Outcome {}

    /** It will never be taken as it is. */
    record Refused(String reason) implements Outcome {}

    /** It was not taken, perhaps for its own sake; not to be sent again before {@code notBefore} has passed. */
    record Failed(String reason, Duration notBefore) implements Outcome {}

    /** Nothing would be taken at present. */
    record Away(String reason, Duration notBefore) implements Outcome {}

    // of these, another attempt with the same message would be answered the same way
    Set<Integer> FINAL = Set.of(400, 410, 413, 415, 422);

    Set<Integer> AWAY = Set.of(429, 502, 503, 504);

    /** What an answer means. */
    static Outcome of(int status, Duration retryAfter) {
        String reason = "it answered " + status;
        if (status / 100 == 2) {
            return new Taken();
        }
        if (FINAL.contains(status)) {
            return new Refused(reason);
        }
        return AWAY.contains(status) ? new Away(reason, retryAfter) : new Failed(reason, retryAfter);
    }
}
