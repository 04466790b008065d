package dev.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
@EnabledIfSystemProperty(named = "user.name", matches = "root", disabledReason = "only root can be somebody else")
class IsolationTests {

    // what Docker and Podman leave to root in a container, but for the three that nothing here is about
    private static final String IN_A_CONTAINER =
            "-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,+net_bind_service,+sys_chroot,+setfcap";

    @TempDir
    private Path folder;

    @Test
    void rootOfAnOrdinaryContainerStartsServersThatReachItsFiles() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "reached");
        Files.setAttribute(secret, "unix:mode", 0600);
        Files.setAttribute(folder, "unix:mode", 0700);
        var command = new ArrayList<>(List.of("setpriv", "--bounding-set=" + IN_A_CONTAINER));
        command.addAll(
                Isolation.command(List.of("sh", "-c", "id -u; cat " + secret + "; echo ' and changed' >> " + secret)));

        var server = new ProcessBuilder(command).redirectErrorStream(true).start();

        assertThat(server.inputReader().readAllAsString()).isEqualTo("65534\nreached");
        assertThat(secret).hasContent("reached and changed");
    }
}
