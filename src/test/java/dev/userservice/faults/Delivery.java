package dev.userservice.faults;

import dev.userservice.Service;
import dev.userservice.TestUsers;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** One attempt to deliver one version of one user; some versions are deletes. */
record Delivery(int user, int version) {

    /** Every version of every user one to three times, in any order. */
    static List<Delivery> shuffled(Random random, int users, int versions) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            for (int version = 1; version <= versions; version++) {
                deliveries.addAll(Collections.nCopies(1 + random.nextInt(3), new Delivery(user, version)));
            }
        }
        Collections.shuffle(deliveries, random);
        return deliveries;
    }

    /** The users whose last version is no delete. */
    static List<String> left(int users, int versions) {
        return IntStream.range(0, users)
                .mapToObj(user -> new Delivery(user, versions))
                .filter(last -> !last.isDelete())
                .map(Delivery::id)
                .toList();
    }

    /** Sends it; whether there was an answer, which has to be a good one. */
    boolean isAnsweredBy(Service service) {
        String route = isDelete() ? "/sync/user-deleted" : "/sync/user-updated";
        try {
            int status = service.webhook(route, body(), "msg_" + id() + "_" + version)
                    .status();
            if (status != 200) {
                throw new IllegalStateException(id() + " was answered " + status);
            }
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private String body() {
        return isDelete()
                ? "{\"userId\":\"%s\",\"version\":%d}".formatted(id(), version)
                : TestUsers.influencer(id(), Map.of("version", version, "bio", "version " + version));
    }

    private boolean isDelete() {
        return (user * 7 + version) % 4 == 0;
    }

    private String id() {
        return "user-" + user;
    }
}
