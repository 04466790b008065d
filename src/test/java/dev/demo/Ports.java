package dev.demo;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;

/** The ports of a local run. */
record Ports(int issuer, int service, int management) {

    /**
     * The usual ones, but for those this environment names.
     *
     * @throws IllegalStateException if one is taken
     */
    static Ports free(Map<String, String> environment) {
        return new Ports(
                free("AUTH_SERVICE_PORT", environment.getOrDefault("AUTH_SERVICE_PORT", "4001")),
                free("PORT", environment.getOrDefault("PORT", "4002")),
                free("MANAGEMENT_PORT", environment.getOrDefault("MANAGEMENT_PORT", "4003")));
    }

    private static int free(String variable, String port) {
        try (var socket = new ServerSocket(Integer.parseInt(port))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Port %s is taken: stop what listens there (another run?) or set %s to a free one"
                            .formatted(port, variable),
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(variable + " must be a port number", e);
        }
    }
}
