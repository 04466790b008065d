package dev.userservice.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** What becomes of those who send their bodies byte by byte, and of everybody else meanwhile. */
@TestPropertySource(properties = {"user-service.body.patience=2s", "user-service.body.silence=60s"})
@DirtiesContext
@Timeout(60)
class SlowBodiesIntegrationTests extends AbstractServiceTests {

    private static final String CHUNKED = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
    private static final String JSON = "Content-Type: application/json\r\nContent-Length: 5000\r\n";

    @LocalServerPort
    private int port;

    @Autowired
    private BulkheadRegistry bulkheads;

    private Bulkhead places;
    private int taken;

    @BeforeEach
    void findPlaces() {
        places = bulkheads.bulkhead("bodies");
    }

    @AfterEach
    void allPlacesAreFreeAgain() {
        for (; taken > 0; taken--) {
            places.onComplete();
        }
        await().until(() -> places.getMetrics().getAvailableConcurrentCalls() == 64);
    }

    @Test
    void whoeverTakesTooLongIsToldSoAndCutOff() throws IOException {
        assertThat(trickled("/sync/user-created", JSON + "\r\n", "x"))
                .startsWith("HTTP/1.1 408")
                .contains("request_timeout", "application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, Content-Length: 5000, x",
        "application/x-www-form-urlencoded, Content-Length: 5000, x",
        "application/json, Transfer-Encoding: chunked, '1\r\nx\r\n'"
    })
    void whoeverIsRefusedBeforeIsNotListenedToForEver(String type, String length, String piece) throws IOException {
        assertThat(trickled("/favorites", "Content-Type: " + type + "\r\n" + length + "\r\n\r\n", piece))
                .startsWith("HTTP/1.1 401")
                .contains("\"unauthorized\"");
    }

    @ParameterizedTest
    @CsvSource({"'1;', a", "'0\r\nX: ', a"})
    void chunksHaveNothingElseThatCouldBeWaitedFor(String begin, String piece) throws IOException {
        assertThat(trickled("/sync/user-created", CHUNKED + "\r\n" + begin, piece))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
    }

    @Test
    void chunksAreReadToTheirEnd() throws IOException {
        assertThat(service.raw("POST /sync/user-created HTTP/1.1\r\nHost: here\r\nConnection: close\r\n" + CHUNKED
                        + "\r\n2\r\n{}\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 401")
                .contains("invalid_signature");
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, CHUNKED, "Content-Length: 5000\r\nExpect: 100-continue\r\n"})
    void whereNoPlaceIsLeftNobodyIsWaitedFor(String headers) throws IOException {
        takeAllPlaces();

        assertThat(service.raw("POST /favorites HTTP/1.1\r\nHost: here\r\n" + headers + "\r\n"))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void whereTooManySendSlowlyTheNextIsRefusedAtOnceAndThoseWithoutABodyGoOn() {
        takeAllPlaces();

        Answer refused = service.userCreated(TestUsers.influencer("anna", Map.of()));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().path("code").asText()).isEqualTo("too_many_bodies");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(service.search("anna").status()).isEqualTo(200);
        assertThat(count("SELECT count(*) FROM user_cache")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5000", "Transfer-Encoding: chunked"})
    void whatTomcatAnswersByItselfIsNotListenedToEither(String length) throws IOException {
        takeAllPlaces();

        assertThat(service.raw("OPTIONS * HTTP/1.1\r\nHost: here\r\n" + length + "\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aConnectionGoesOnAfterABodyThatNobodyWanted() throws IOException {
        String refused = "POST /favorites HTTP/1.1\r\nHost: here\r\nContent-Length: 5000\r\n\r\n" + "x".repeat(5000);
        String next = "GET /search/influencers?q=nobody HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";

        assertThat(service.raw(refused + next)).startsWith("HTTP/1.1 401").contains("HTTP/1.1 200");
    }

    @Test
    void whoeverGoesAwayInTheMiddleLeavesAPlace() throws IOException {
        try (Socket socket = socket()) {
            send(socket, "POST /sync/user-created HTTP/1.1\r\nHost: here\r\n" + JSON + "\r\nx");
            await().until(() -> places.getMetrics().getAvailableConcurrentCalls() == 63);
        }
        await().until(() -> places.getMetrics().getAvailableConcurrentCalls() == 64);
    }

    private void takeAllPlaces() {
        while (places.tryAcquirePermission()) {
            taken++;
        }
    }

    /** All that is answered until the connection is closed, while a piece is sent every tenth of a second. */
    private String trickled(String path, String begin, String piece) throws IOException {
        StringBuilder answer = new StringBuilder();
        try (Socket socket = socket()) {
            socket.setSoTimeout(100);
            send(socket, "POST " + path + " HTTP/1.1\r\nHost: here\r\n" + begin);
            byte[] read = new byte[8192];
            for (int count = 0; count >= 0; ) {
                try {
                    count = socket.getInputStream().read(read);
                    answer.append(new String(read, 0, Math.max(0, count), StandardCharsets.UTF_8));
                } catch (SocketTimeoutException e) {
                    send(socket, piece);
                }
            }
        } catch (SocketException e) {
            // cut off while something was sent
        }
        return answer.toString();
    }

    private Socket socket() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
