package dev.localservers;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** The Docker daemon of this machine. */
final class Docker {

    private Docker() {}

    /** As whoever started this JVM has found out, or else as it looks from here. */
    static boolean answers() {
        var found = System.getProperty("local-servers.docker");
        return found == null ? isFound() : Boolean.parseBoolean(found);
    }

    private static boolean isFound() {
        // Testcontainers complains loudly when there is none, so it is asked only if somebody listens
        return (System.getenv("DOCKER_HOST") != null || listens())
                && DockerClientFactory.instance().isDockerAvailable();
    }

    private static boolean listens() {
        return Stream.of(
                        Path.of("/var/run/docker.sock"),
                        Path.of(System.getProperty("user.home"), ".docker", "run", "docker.sock"),
                        Path.of(System.getenv().getOrDefault("XDG_RUNTIME_DIR", "/run"), "docker.sock"))
                .anyMatch(Docker::listensOn);
    }

    private static boolean listensOn(Path socket) {
        try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
