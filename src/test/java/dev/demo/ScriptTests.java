package dev.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.localservers.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code make} asks scripts, on machines that are not set up like most. */
class ScriptTests {

    /** What a command says, and the status it ends with. */
    record Said(String text, int status) {}

    @Test
    void aJdkIsFoundThatSaysFirstWhichOptionsItPicksUp() throws IOException {
        String home = System.getProperty("java.home");

        assertThat(run(Map.of("JAVA_HOME", home, "JAVA_TOOL_OPTIONS", "-Da=b"), ".mvn/find-jdk"))
                .isEqualTo(new Said(home + "\n", 0));
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://docker.example:2375, true",
        "tcp://away.example:2375, false",
        "ssh://docker.example, false",
        "'', false"
    })
    void dockerIsUsedWhereJavaFindsItToo(String host, boolean isUsed, @TempDir Path folder) throws IOException {
        Path docker = Files.writeString(folder.resolve("docker"), """
                #!/bin/sh
                case "$*" in info | *docker.example*) ;; *) exit 1 ;; esac
                """);
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
        String path = folder + ":" + System.getenv("PATH");

        assertThat(run(Map.of("PATH", path, "DOCKER_HOST", host), ".mvn/has-docker")
                                .status()
                        == 0)
                .isEqualTo(isUsed);
        assertThat(run(Map.of("PATH", path, "DOCKER_HOST", host), "make", "-n", "run")
                        .text())
                .contains("-Dlocal-servers.docker=" + isUsed);
    }

    @Test
    void whatIsOnThisMachineIsAskedWithoutTheProxy() throws IOException {
        HttpServer authService = answering("{\"accessToken\":\"a.b.c\"}");
        HttpServer proxy = answering("");
        try {
            String free = Integer.toString(FreePort.find());
            Map<String, String> environment = Map.of(
                    "http_proxy",
                    "http://localhost:" + port(proxy),
                    "AUTH_SERVICE_PORT",
                    port(authService),
                    "PORT",
                    free);

            assertThat(run(environment, "make", "-s", "token")).isEqualTo(new Said("a.b.c\n", 0));
            assertThat(run(environment, ".mvn/doctor").text())
                    .contains("port " + free + " is free")
                    .contains("port " + port(authService) + " is in use");
        } finally {
            authService.stop(0);
            proxy.stop(0);
        }
    }

    private static HttpServer answering(String text) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, text.length());
                exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
            }
        });
        server.start();
        return server;
    }

    private static String port(HttpServer server) {
        return Integer.toString(server.getAddress().getPort());
    }

    private static Said run(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = process.inputReader().readAllAsString();
        return new Said(text, process.onExit().join().exitValue());
    }
}
