package dev.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class LocalNginxTests {

    @TempDir
    private Path folder;

    @Test
    @EnabledIf("dev.localservers.LocalNginx#isInstalled")
    void livesInAFolderOfAnyName() throws Exception {
        try (var nginx = LocalNginx.start(
                folder.resolve("a b ü"), Lifetime.TEMPORARY, GatewaySettings.of(0, List.of(1), List.of(1)))) {
            var health =
                    HttpRequest.newBuilder(URI.create(nginx.url() + "/health")).build();

            assertThat(HttpClient.newHttpClient()
                            .send(health, BodyHandlers.ofString())
                            .body())
                    .isEqualTo("ok\n");
        }
    }

    @Test
    void oneThatIsTooOldIsAsGoodAsNone() throws IOException {
        var old = Files.writeString(folder.resolve("nginx"), """
                #!/bin/sh
                [ "$1" != -e ] || { echo 'nginx: invalid option: "e"' >&2; exit 1; }
                """);
        Files.setAttribute(old, "unix:mode", 0755);

        assertThat(LocalNginx.executable(folder.toString())).isNotEqualTo(Optional.of(old));
    }
}
