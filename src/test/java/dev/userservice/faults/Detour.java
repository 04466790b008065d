package dev.userservice.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A way to Elasticsearch on which bulk writes can be held back, to arrive when nobody expects them any more, and searches
 * slowed down.
 */
final class Detour implements AutoCloseable {

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String target;
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile Duration slowness = Duration.ZERO;

    Detour(String target) {
        this.target = target;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on bulk writes wait. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    /** Whatever waits goes on, and nothing waits any more. */
    void release() {
        gate.countDown();
    }

    /** From now on each search takes so much longer. */
    void slowDownSearches(Duration by) {
        slowness = by;
    }

    int held() {
        return held.get();
    }

    /** How many of those held have been answered by Elasticsearch. */
    int arrived() {
        return arrived.get();
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean waits = exchange.getRequestURI().getPath().endsWith("_bulk") && gate.getCount() > 0;
            if (waits) {
                held.incrementAndGet();
                gate.await();
            }
            if (exchange.getRequestURI().getPath().endsWith("_search")) {
                boolean _ = new CountDownLatch(1).await(slowness.toMillis(), TimeUnit.MILLISECONDS);
            }
            HttpResponse<byte[]> response = forward(exchange, body);
            if (waits) {
                arrived.incrementAndGet();
            }
            answer(exchange, response);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        for (String header : new String[] {"Content-Type", "Accept"}) {
            String value = exchange.getRequestHeaders().getFirst(header);
            if (value != null) {
                request.header(header, value);
            }
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        for (String header : new String[] {"Content-Type", "X-Elastic-Product"}) {
            response.headers()
                    .firstValue(header)
                    .ifPresent(value -> exchange.getResponseHeaders().set(header, value));
        }
        boolean empty = response.body().length == 0;
        exchange.sendResponseHeaders(response.statusCode(), empty ? -1 : response.body().length);
        if (!empty) {
            exchange.getResponseBody().write(response.body());
        }
    }

    @Override
    public void close() {
        release();
        server.stop(0);
    }
}
