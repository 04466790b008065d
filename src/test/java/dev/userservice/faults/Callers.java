package dev.userservice.faults;

import dev.userservice.HttpExchange;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** People who search, look at profiles and mark favorites through the gateway, one after another without a pause. */
final class Callers implements AutoCloseable {

    private static final int AT_ONCE = 4;

    private final URI gateway;
    private final List<String> ids;
    private final List<String> tokens;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean calling = true;

    /** Begins at once; each token is a person's. */
    Callers(URI gateway, List<String> ids, List<String> tokens) {
        this.gateway = gateway;
        this.ids = ids;
        this.tokens = tokens;
        for (int caller = 0; caller < AT_ONCE; caller++) {
            threads.execute(this::call);
        }
    }

    private void call() {
        while (calling) {
            int number = turn.getAndIncrement();
            HttpRequest request = request(number, ids.get(number % ids.size()));
            try {
                HttpResponse<String> answer = HttpExchange.send(request);
                if (answer.statusCode() / 100 == 2) {
                    answered.incrementAndGet();
                } else {
                    failures.add(request + " " + answer.statusCode() + " " + answer.body());
                }
            } catch (UncheckedIOException e) {
                failures.add(request + " " + e);
            }
        }
    }

    private HttpRequest request(int number, String id) {
        String token = "Bearer " + tokens.get(number % tokens.size());
        return switch (number % 4) {
            case 0 -> builder("/api/search/influencers?q=" + id, number).build();
            case 1 -> builder("/api/public/users/" + id, number).build();
            case 2 ->
                builder("/api/favorites/" + id, number)
                        .header("Authorization", token)
                        .PUT(BodyPublishers.noBody())
                        .build();
            default ->
                builder("/api/favorites", number).header("Authorization", token).build();
        };
    }

    // from different addresses, as far as the gateway knows: nobody here is to run into a limit
    private HttpRequest.Builder builder(String path, int number) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("User-Agent", "Mozilla/5.0 (" + number + ")")
                .header("X-Forwarded-For", "203.0.%d.%d".formatted(number / 250 % 250, number % 250));
    }

    int answered() {
        return answered.get();
    }

    /** Requests that were not answered as they should be. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        calling = false;
        threads.close();
    }
}
