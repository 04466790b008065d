package dev.userservice.faults;

import dev.userservice.TestUsers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happened to one user at the Auth Service: the first state has version 1. Ordered by versions or by times. */
record History(List<State> states, boolean byTime) {

    private static final Instant BEGINNING = Instant.parse("2026-11-01T10:00:00Z");

    /** What a change made of a user. */
    enum State {
        ACTIVE,
        SUSPENDED,
        DELETED
    }

    int versions() {
        return states.size();
    }

    /** What is left when all changes were applied in order and once: status and words, or that the user is deleted. */
    String end() {
        return shown(versions());
    }

    /** The user as the Auth Service has one now. */
    Optional<String> atTheSource(String id) {
        return states.getLast() == State.DELETED ? Optional.empty() : Optional.of(body(id, versions()));
    }

    String route(int version) {
        return state(version) == State.DELETED ? "/sync/user-deleted" : "/sync/user-updated";
    }

    String body(String id, int version) {
        String time = BEGINNING.plusSeconds(version).toString();
        if (state(version) == State.DELETED) {
            return byTime
                    ? "{\"userId\":\"%s\",\"deletedAt\":\"%s\"}".formatted(id, time)
                    : "{\"userId\":\"%s\",\"version\":%d}".formatted(id, version);
        }
        String user = TestUsers.influencer(
                id,
                Map.of(
                        "status",
                        state(version).name(),
                        "bio",
                        "state " + version,
                        "updatedAt",
                        time,
                        "version",
                        version));
        return byTime ? user.replaceFirst("\"version\":\\d+,?", "") : user;
    }

    private String shown(int version) {
        return state(version) == State.DELETED ? "deleted" : state(version) + " state " + version;
    }

    private State state(int version) {
        return states.get(version - 1);
    }
}
