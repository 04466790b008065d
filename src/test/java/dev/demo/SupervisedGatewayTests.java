package dev.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.localservers.GatewaySettings;
import dev.localservers.Lifetime;
import dev.userservice.HttpExchange;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The gateway of a run, which somebody kills. */
@EnabledIf("dev.localservers.LocalNginx#isInstalled")
class SupervisedGatewayTests {

    @Test
    void aKilledGatewayComesBackOnItsPort() {
        try (var gateway = SupervisedGateway.start(
                Path.of(".local", "gateway-test"), Lifetime.TEMPORARY, GatewaySettings.of(0, List.of(1), List.of(1)))) {
            ProcessHandle killed = ProcessHandle.of(gateway.pid()).orElseThrow();
            killed.destroyForcibly();

            // the workers of the one that was killed go on and hold the port: until they are gone no other has any
            await().until(() -> gateway.pid() != killed.pid() && hasWorkers(gateway.pid()));
            assertThat(HttpExchange.send(HttpRequest.newBuilder(URI.create(gateway.url() + "/health"))
                                    .build())
                            .body())
                    .isEqualTo("ok\n");
        }
    }

    /** As after Ctrl-C, which reaches the gateway and whoever closes it alike. */
    @Test
    void aGatewayThatEndsWhileItIsBeingClosedKeepsNobodyFromSeeingOtherProcessesEnd() throws Exception {
        try (var gateway = SupervisedGateway.start(
                Path.of(".local", "gateway-test"), Lifetime.TEMPORARY, GatewaySettings.of(0, List.of(1), List.of(1)))) {
            synchronized (gateway) {
                ProcessHandle ended = ProcessHandle.of(gateway.pid()).orElseThrow();
                ended.destroy();
                await().until(() -> !ended.isAlive());

                assertThat(new ProcessBuilder("true").start().onExit()).succeedsWithin(Duration.ofSeconds(10));
            }
        }
    }

    private static boolean hasWorkers(long pid) {
        return ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).count() > 0;
    }
}
