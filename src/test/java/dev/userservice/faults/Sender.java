package dev.userservice.faults;

import dev.userservice.Service;
import dev.userservice.TestUsers;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** An Auth Service that creates users as fast as eight connections can, and notes who was acknowledged. */
final class Sender {

    private static final int CONNECTIONS = 8;

    private final Service service;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Integer> refused = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unanswered = new AtomicInteger();

    Sender(Service service) {
        this.service = service;
    }

    /** Sends these users, calling {@code afterwards} with the number of those acknowledged so far. */
    void send(IntStream numbers, IntConsumer afterwards) {
        try (ExecutorService connections = Executors.newFixedThreadPool(CONNECTIONS)) {
            numbers.forEach(number -> connections.execute(() -> {
                send("user-" + number);
                afterwards.accept(acknowledged.size());
            }));
        }
    }

    private void send(String id) {
        try {
            int status = service.webhook("/sync/user-created", TestUsers.influencer(id, Map.of()), "msg_" + id)
                    .status();
            if (status == 200) {
                acknowledged.add(id);
            } else {
                refused.add(status);
            }
        } catch (UncheckedIOException e) {
            unanswered.incrementAndGet();
        }
    }

    Set<String> acknowledged() {
        return acknowledged;
    }

    Set<Integer> refusals() {
        return refused;
    }

    int unanswered() {
        return unanswered.get();
    }
}
