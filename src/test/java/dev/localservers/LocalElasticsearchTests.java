package dev.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@EnabledIf("dev.localservers.ServerCache#hasElasticsearch")
class LocalElasticsearchTests {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path temporary;

    private static Path folder;
    private static LocalElasticsearch elasticsearch;

    @BeforeAll
    static void start() {
        folder = temporary.resolve("a b ü");
        elasticsearch = LocalElasticsearch.start(folder);
    }

    @AfterAll
    static void stop() {
        elasticsearch.close();
        assertThat(folder).isDirectoryNotContaining("glob:**/*-*");
    }

    @Test
    void isTheRealServer() throws Exception {
        assertThat(send("GET", "/")).contains("\"number\" : \"9.4.3\"");
    }

    @Test
    void createsNoIndexByAccident() throws Exception {
        assertThat(send("PUT", "/typo/_doc/1")).contains("index_not_found_exception");
    }

    @Test
    void hangsWhileFrozen() throws Exception {
        elasticsearch.freeze();
        try {
            assertThatExceptionOfType(HttpTimeoutException.class).isThrownBy(() -> send("GET", "/"));
        } finally {
            elasticsearch.thaw();
        }
        assertThat(send("GET", "/")).contains("9.4.3");
    }

    @Test
    void keepsItsAddressAndDataWhenKilledAndRestarted() throws Exception {
        assertThat(send("PUT", "/kept")).contains("\"acknowledged\":true");
        elasticsearch.kill();
        assertThatIOException().isThrownBy(() -> send("GET", "/"));
        elasticsearch.restart();
        assertThat(send("GET", "/kept")).contains("\"kept\"");
    }

    private static String send(String method, String path) throws IOException, InterruptedException {
        var body = path.contains("_doc") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody();
        var request = HttpRequest.newBuilder(URI.create(elasticsearch.url() + path))
                .header("Content-Type", "application/json")
                .method(method, body)
                .timeout(Duration.ofSeconds("GET".equals(method) ? 2 : 30))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }
}
