package dev.demo;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/** Sends users through signed webhooks, some at a time, and again where the service asks for patience. */
public final class DemoDelivery {

    private static final int AT_ONCE = 8;
    private static final int MOST_ATTEMPTS = 60;
    private static final Set<Integer> LATER = Set.of(429, 503);
    private static final Executor IN_HALF_A_SECOND =
            CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS, Thread::startVirtualThread);

    private final WebhookClient client;

    public DemoDelivery(WebhookClient client) {
        this.client = client;
    }

    /** Sends all of them and says in one line how many they were and how long it took. */
    public String send(Stream<String> bodies) {
        long start = System.nanoTime();
        int sent = bodies.gather(Gatherers.mapConcurrent(AT_ONCE, this::delivered))
                .toList()
                .size();
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "%,d demo users sent in %.1f s", sent, seconds);
    }

    private HttpResponse<String> delivered(String body) {
        String id = WebhookClient.newId();
        HttpResponse<String> response = attempt(body, id);
        for (int attempts = 1; LATER.contains(response.statusCode()) && attempts < MOST_ATTEMPTS; attempts++) {
            response = CompletableFuture.supplyAsync(() -> attempt(body, id), IN_HALF_A_SECOND)
                    .join();
        }
        if (response.statusCode() / 100 != 2) {
            throw new IllegalStateException("The service answered %d to a demo user: %s\n%s"
                    .formatted(response.statusCode(), response.body(), body));
        }
        return response;
    }

    private HttpResponse<String> attempt(String body, String id) {
        try {
            return client.send("/sync/user-created", body, id);
        } catch (IOException e) {
            throw new IllegalStateException("The service does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while sending demo users", e);
        }
    }
}
