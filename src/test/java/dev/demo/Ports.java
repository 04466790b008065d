package dev.demo;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;

/** The ports of a local run. */
record Ports(int gateway, int authService, int authManagement, int service, int management) {

    /**
     * The usual ones, but for those this environment names.
     *
     * @throws IllegalStateException if one is taken
     */
    static Ports free(Map<String, String> environment) {
        return new Ports(
                free(environment, "GATEWAY_PORT", 4000),
                free(environment, "AUTH_SERVICE_PORT", 4001),
                free(environment, "AUTH_MANAGEMENT_PORT", 4005),
                free(environment, "PORT", 4002),
                free(environment, "MANAGEMENT_PORT", 4003));
    }

    private static int free(Map<String, String> environment, String variable, int usual) {
        String port = environment.getOrDefault(variable, "");
        try (var socket = new ServerSocket(port.isBlank() ? usual : Integer.parseInt(port))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Port %s is taken: stop what listens there (another run?) or set %s to a free one"
                            .formatted(port.isBlank() ? usual : port, variable),
                    e);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(variable + " must be a port number", e);
        }
    }
}
