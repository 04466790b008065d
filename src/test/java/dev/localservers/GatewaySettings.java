package dev.localservers;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is filled in for the placeholders of the gateway's configuration, on which port; 0 takes any. */
public record GatewaySettings(int port, Map<String, String> values) {

    /** The usual limits, for services on these ports of this machine. */
    public static GatewaySettings of(int port, List<Integer> userServices, List<Integer> authServices) {
        return new GatewaySettings(
                port,
                Map.of(
                        "GATEWAY_USER_SERVICES", servers(userServices),
                        "GATEWAY_AUTH_SERVICES", servers(authServices),
                        "GATEWAY_TRUSTED_PROXIES", "",
                        "GATEWAY_ADDRESS_RATE", "50r/s",
                        "GATEWAY_ADDRESS_BURST", "100",
                        "GATEWAY_TOKEN_RATE", "20r/s",
                        "GATEWAY_TOKEN_BURST", "60",
                        "GATEWAY_PASSWORD_RATE", "30r/m",
                        "GATEWAY_PASSWORD_BURST", "20"));
    }

    private static String servers(List<Integer> ports) {
        return ports.stream()
                .map(port -> "server 127.0.0.1:%s max_fails=0;".formatted(port))
                .collect(Collectors.joining(" "));
    }

    /** The same but for this. */
    public GatewaySettings with(String name, String value) {
        Map<String, String> changed = new HashMap<>(values);
        changed.put(name, value);
        return new GatewaySettings(port, changed);
    }
}
