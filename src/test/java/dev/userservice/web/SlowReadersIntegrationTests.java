package dev.userservice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What becomes of everybody else while the largest files are asked for and not read. */
class SlowReadersIntegrationTests extends AbstractServiceTests {

    private static final int PLACES = 32;

    @LocalServerPort
    private int port;

    @Autowired
    private BulkheadRegistry bulkheads;

    private final List<Socket> readers = new ArrayList<>();
    private final String address =
            "2001:db8:%x::1".formatted(ThreadLocalRandom.current().nextInt(0x10000));
    private Bulkhead places;

    @BeforeEach
    void findPlaces() {
        places = bulkheads.bulkhead("documentation");
    }

    @AfterEach
    void whoeverGoesAwayLeavesAPlace() throws IOException {
        for (Socket reader : readers) {
            reader.close();
        }
        await().until(() -> free() == PLACES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/swagger-ui/index.html", "/%73wagger-ui/index.html", "/v3/api-docs", "/api/v3/api-docs"})
    void whereTooManyDoNotReadTheNextIsRefusedAtOnceAndOthersGoOn(String path) throws IOException {
        for (int i = 0; i < PLACES; i++) {
            askWithoutReading("/swagger-ui/swagger-ui-bundle.js");
        }
        await().until(() -> free() == 0);

        Answer refused = service.get(path, "X-Forwarded-For", address);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().path("code").asText()).isEqualTo("too_many_readers");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(service.search("anna").status()).isEqualTo(200);
    }

    private int free() {
        return places.getMetrics().getAvailableConcurrentCalls();
    }

    private void askWithoutReading(String path) throws IOException {
        Socket socket = new Socket();
        readers.add(socket);
        socket.setReceiveBufferSize(1024);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream()
                .write("GET %s HTTP/1.1\r\nHost: here\r\nX-Forwarded-For: %s\r\n\r\n"
                        .formatted(path, address)
                        .getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
