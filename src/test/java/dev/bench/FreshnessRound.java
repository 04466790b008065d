package dev.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends changes of users at a steady rate, and looks for every fifth of them until a search finds it. Those of the first
 * seconds do not count.
 */
final class FreshnessRound {

    static final int PER_SECOND = 200;
    static final int CONNECTIONS = 16;

    private static final JsonMapper JSON = new JsonMapper();
    private static final int NOT_COUNTED = 3 * PER_SECOND;
    private static final int EVERY = 5;
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final int LAST = -1;

    private final URI elasticsearch;
    private final Arm changes;
    private final String ids;
    private final Delays delays;
    private final BlockingQueue<Integer> due = new LinkedBlockingQueue<>();
    private final Map<String, Long> answered = new ConcurrentHashMap<>();
    private volatile boolean isSending = true;
    private volatile boolean isOver;

    /** The user of each change is these {@code ids} and its number. */
    FreshnessRound(URI elasticsearch, Arm changes, String ids, Delays delays) {
        this.elasticsearch = elasticsearch;
        this.changes = changes;
        this.ids = ids;
        this.delays = delays;
    }

    void run(int count) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS + 1)) {
            Future<Void> looking = threads.submit(this::look);
            List<Future<Void>> sending = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                sending.add(threads.submit(this::send));
            }
            long start = System.nanoTime();
            for (int number = 0; number < count; number++) {
                LockSupport.parkNanos(start + number * 1_000_000_000L / PER_SECOND - System.nanoTime());
                due.add(number);
            }
            for (int i = 0; i < CONNECTIONS; i++) {
                due.add(LAST);
            }
            try {
                for (Future<Void> sender : sending) {
                    sender.get();
                }
                isSending = false;
                looking.get(30, TimeUnit.SECONDS);
            } finally {
                isOver = true;
            }
        }
    }

    private Void send() throws Exception {
        try (Callers.Caller caller = changes.connect()) {
            for (int number = due.take(); number != LAST; number = due.take()) {
                caller.perform(number);
                if (number >= NOT_COUNTED && number % EVERY == 0) {
                    answered.put(ids + number, System.nanoTime());
                }
            }
        }
        return null;
    }

    private Void look() throws IOException {
        try (HttpConnection connection = new HttpConnection(elasticsearch)) {
            while (!isOver && (isSending || !answered.isEmpty())) {
                long asked = System.nanoTime();
                List<String> waiting = List.copyOf(answered.keySet());
                if (!waiting.isEmpty()) {
                    find(connection, waiting);
                }
                LockSupport.parkNanos(asked + LOOK_EVERY_NANOS - System.nanoTime());
            }
        }
        return null;
    }

    private void find(HttpConnection connection, List<String> waiting) throws IOException {
        String query = JSON.writeValueAsString(
                Map.of("size", waiting.size(), "_source", false, "query", Map.of("ids", Map.of("values", waiting))));
        connection.send(
                HttpConnection.post("/users/_search", "application/json", query.getBytes(StandardCharsets.UTF_8)));
        long now = System.nanoTime();
        for (JsonNode hit : JSON.readTree(connection.body()).at("/hits/hits")) {
            Long since = answered.remove(hit.path("_id").asText());
            if (since != null) {
                delays.add(since, now);
            }
        }
    }
}
