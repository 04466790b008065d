package dev.platform;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The environment a service starts in, read variable by variable; a refusal names one and never repeats its value. */
public final class Variables {

    private static final Set<String> WEB = Set.of("http", "https");
    private static final String LOG_FORMATS = "(ecs|logstash|gelf)?";

    private final Map<String, String> values;

    public Variables(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** A value that must be there. */
    public String required(String name) {
        return optional(name).orElseThrow(() -> new IllegalArgumentException(name + " is not set"));
    }

    /** A value, if there is one that is not blank. */
    public Optional<String> optional(String name) {
        return Optional.ofNullable(values.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The address of another service. */
    public String web(String name) {
        String value = required(name);
        URI uri = uri(name, value);
        check(
                uri.getHost() != null && WEB.contains(String.valueOf(uri.getScheme())) && uri.getUserInfo() == null,
                name + " must be an http or https URL without user and password");
        return value;
    }

    /** The properties of Spring's pool and of Flyway that {@code DATABASE_URL} stands for. */
    public Map<String, Object> database() {
        return DatabaseUrl.properties(required("DATABASE_URL"));
    }

    /** The ports of the service and of its management, which differ. */
    public void ports(int preset, int managementPreset) {
        check(
                number("PORT", preset, 0, 65_535) != number("MANAGEMENT_PORT", managementPreset, 0, 65_535),
                "MANAGEMENT_PORT must differ from PORT");
    }

    /** An address to listen on, if there is one. */
    public void address(String name) {
        optional(name)
                .ifPresent(value -> check(
                        new InetSocketAddress(value, 0).getAddress() != null,
                        name + " must be an IP address or a known host name"));
    }

    /** A path, if there is one, at or below which this file can be read. */
    public void readable(String name, String file, String complaint) {
        optional(name)
                .ifPresent(value -> check(Files.isReadable(Path.of(value).resolve(file)), name + " " + complaint));
    }

    /** A whole number in these bounds. */
    public int number(String name, int preset, int least, int most) {
        String value = values.getOrDefault(name, Integer.toString(preset));
        int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
        check(number >= least && number <= most, name + " must be a number from " + least + " to " + most);
        return number;
    }

    /** A time as Spring reads it, of at least a second. */
    public void duration(String name) {
        matching(name, "1h", "[1-9][0-9]{0,4}[smhd]", "must be a time, like 30m or 24h");
    }

    /** How log lines are written. */
    public void logFormat() {
        matching("LOG_FORMAT", "", LOG_FORMATS, "must be ecs, logstash, gelf or empty");
    }

    /** A value of this form, {@code preset} if there is none. */
    public void matching(String name, String preset, String form, String complaint) {
        check(values.getOrDefault(name, preset).matches(form), name + " " + complaint);
    }

    static void check(boolean valid, String complaint) {
        if (!valid) {
            throw new IllegalArgumentException(complaint);
        }
    }

    static URI uri(String name, String value) {
        try {
            return URI.create(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is not a URL");
        }
    }
}
