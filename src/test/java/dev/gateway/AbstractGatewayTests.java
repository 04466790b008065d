package dev.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.localservers.GatewaySettings;
import dev.localservers.Lifetime;
import dev.localservers.LocalNginx;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledIf;

/** A real nginx between a test and services that answer as they are told. */
@EnabledIf("dev.localservers.LocalNginx#isInstalled")
abstract class AbstractGatewayTests {

    private static final Path FOLDER = Path.of(".local", "gateway-test");
    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");
    static final String BROWSER = "Mozilla/5.0";
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Upstream users;
    static Upstream otherUsers;
    static Upstream accounts;
    static LocalNginx nginx;

    @BeforeAll
    static void start() {
        users = Upstream.start();
        otherUsers = Upstream.start();
        accounts = Upstream.start();
        nginx = gateway(settings());
    }

    static GatewaySettings settings() {
        return GatewaySettings.of(0, List.of(users.port(), otherUsers.port()), List.of(accounts.port()))
                .with("GATEWAY_ADDRESS_RATE", "1000r/s")
                .with("GATEWAY_PASSWORD_RATE", "1000r/s");
    }

    static LocalNginx gateway(GatewaySettings settings) {
        return LocalNginx.start(FOLDER, Lifetime.TEMPORARY, settings);
    }

    @AfterAll
    static void stop() {
        nginx.close();
        Stream.of(users, otherUsers, accounts).forEach(Upstream::close);
    }

    @BeforeEach
    void forget() {
        Stream.of(users, otherUsers, accounts).forEach(Upstream::reset);
    }

    static HttpRequest.Builder request(LocalNginx gateway, String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(gateway.url() + path)).header("User-Agent", BROWSER);
        return headers.length == 0 ? request : request.headers(headers);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static HttpResponse<String> get(String path, String... headers) {
        return send(request(nginx, path, headers));
    }

    static HttpResponse<String> post(String path) {
        return send(request(nginx, path).POST(BodyPublishers.ofString("{}")));
    }

    /** The whole answer to what no client library would send. */
    static String raw(String text) throws IOException {
        try (Socket socket = new Socket("localhost", URI.create(nginx.url()).getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return answer(socket.getInputStream());
        }
    }

    // not until the end: whoever refuses a request without reading all of it waits for the rest of it, or hangs up
    // rudely
    private static String answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            assertThat(read).as("%s", head).isNotNegative();
            head.append((char) read);
        }
        return head + new String(in.readNBytes(length(head)), StandardCharsets.UTF_8);
    }

    private static int length(CharSequence head) {
        Matcher length = LENGTH.matcher(head);
        assertThat(length.find()).as("%s", head).isTrue();
        return Integer.parseInt(length.group(1));
    }

    static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }

    static int seenByUsers() {
        return users.requests().size() + otherUsers.requests().size();
    }

    static Upstream.Request lastUserRequest() {
        return users.requests().isEmpty() ? otherUsers.last() : users.last();
    }
}
