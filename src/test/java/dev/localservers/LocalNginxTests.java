package dev.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalNginxTests {

    @TempDir
    private Path folder;

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
