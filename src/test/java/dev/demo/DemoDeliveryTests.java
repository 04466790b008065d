package dev.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoDeliveryTests {

    private static final String SECRET = "whsec_ZGV2ZWxvcG1lbnQtb25seS1zZWNyZXQh";

    private final Queue<Integer> refusals = new ArrayDeque<>();
    private final Set<String> acceptedIds = new HashSet<>();
    private HttpServer server;
    private DemoDelivery delivery;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/sync/user-created", this::answer);
        server.start();
        delivery = new DemoDelivery(new WebhookClient(
                URI.create("http://localhost:" + server.getAddress().getPort()), SECRET));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] text = "no such field".getBytes(StandardCharsets.UTF_8);
        int status = refusals.isEmpty() ? 200 : refusals.remove();
        if (status == 200) {
            acceptedIds.add(exchange.getRequestHeaders().getFirst("webhook-id"));
        }
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    @Test
    void sendsEveryUserAndSaysSo() {
        assertThat(delivery.send(Stream.of("{}", "{}", "{}"))).matches("3 demo users sent in \\d+\\.\\d s");
        assertThat(acceptedIds).hasSize(3);
    }

    @Test
    void sendsAgainWhatTheServiceHasNoRoomFor() {
        refusals.addAll(List.of(503, 429));

        delivery.send(Stream.of("{}"));

        assertThat(acceptedIds).hasSize(1);
    }

    @Test
    void failsWithTheAnswerOfAServiceThatRefuses() {
        refusals.add(422);

        assertThatIllegalStateException()
                .isThrownBy(() -> delivery.send(Stream.of("{}")))
                .withMessageContaining("422")
                .withMessageContaining("no such field");
    }
}
