package dev.userservice;

import dev.userservice.web.WebhookSecrets;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the environment before anything starts, and says in one line what is missing or malformed. */
final class Settings {

    private static final String JDBC = "jdbc:";
    private static final Set<String> POSTGRES = Set.of("postgresql", "postgres");
    private static final Set<String> WEB = Set.of("http", "https");
    private static final Set<String> LOG_FORMATS = Set.of("", "ecs", "logstash", "gelf");

    private static final Map<String, String> OPTIONAL = Map.of(
            "ELASTICSEARCH_API_KEY", "user-service.elasticsearch.api-key",
            "ELASTICSEARCH_USERNAME", "user-service.elasticsearch.username",
            "ELASTICSEARCH_PASSWORD", "user-service.elasticsearch.password",
            "ELASTICSEARCH_CA_CERTIFICATE", "user-service.elasticsearch.ca-certificate",
            "AUTH_SERVICE_TOKEN", "user-service.source.token",
            "AUTH_TOKEN_ISSUER", "user-service.auth.issuer",
            "AUTH_TOKEN_AUDIENCE", "user-service.auth.audience");

    private Settings() {}

    /**
     * The properties these variables stand for.
     *
     * @throws IllegalArgumentException naming the variable, never repeating its value
     */
    static Map<String, Object> of(Map<String, String> environment) {
        Map<String, Object> properties = new HashMap<>();
        database(required(environment, "DATABASE_URL")).forEach((property, value) -> {
            properties.put("spring.datasource." + property, value);
            properties.put("spring.flyway." + (property.equals("username") ? "user" : property), value);
        });
        properties.put("user-service.elasticsearch.url", web(environment, "ELASTICSEARCH_URL"));
        String authService = web(environment, "AUTH_SERVICE_URL");
        properties.put("user-service.auth.url", authService);
        properties.put("user-service.source.url", authService);
        properties.put("user-service.analytics.feed.url", authService);
        String secret = required(environment, "USER_SERVICE_WEBHOOK_SECRET");
        WebhookSecrets.parse(secret);
        properties.put("user-service.webhooks.secret", secret);
        properties.put("user-service.analytics.feed.secret", secret);
        addOptional(properties, environment);
        checkWhatSpringReads(environment);
        return properties;
    }

    private static void addOptional(Map<String, Object> properties, Map<String, String> environment) {
        OPTIONAL.forEach((name, property) -> {
            if (!environment.getOrDefault(name, "").isBlank()) {
                properties.put(property, environment.get(name));
            }
        });
        String certificate = environment.getOrDefault("ELASTICSEARCH_CA_CERTIFICATE", "");
        check(
                certificate.isBlank() || Files.isReadable(Path.of(certificate)),
                "ELASTICSEARCH_CA_CERTIFICATE is no readable file");
    }

    private static void checkWhatSpringReads(Map<String, String> environment) {
        check(
                port(environment, "PORT", 4002) != port(environment, "MANAGEMENT_PORT", 4003),
                "MANAGEMENT_PORT must differ from PORT");
        number(environment, "DATABASE_POOL_SIZE", 10, 2, 1000);
        check(
                environment.getOrDefault("SEARCH_HISTORY_RETENTION", "90d").matches("[1-9][0-9]{0,3}d"),
                "SEARCH_HISTORY_RETENTION must be a number of days, like 90d");
        number(environment, "DRIFT_RATE", 100, 0, 100_000);
        duration(environment, "DRIFT_WITHIN");
        duration(environment, "WEBHOOK_SILENCE");
        check(
                environment.getOrDefault("ANALYTICS_FEED_INTERVAL", "").matches("(0|[1-9][0-9]{0,4}[smhd])?"),
                "ANALYTICS_FEED_INTERVAL must be a time, like 30s or 5m, or 0");
        check(
                environment.getOrDefault("SYNC_DELETE_CAP", "1").matches("100|[0-9]{1,2}(\\.[0-9]{1,3})?"),
                "SYNC_DELETE_CAP must be a percentage from 0 to 100, like 1 or 0.5");
        check(
                environment.getOrDefault("AUTH_SERVICE_TOKEN", "").matches("[\\x21-\\x7e]*"),
                "AUTH_SERVICE_TOKEN must be of visible ASCII characters without spaces");
        check(
                LOG_FORMATS.contains(environment.getOrDefault("LOG_FORMAT", "")),
                "LOG_FORMAT must be ecs, logstash, gelf or empty");
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.getOrDefault(name, "");
        check(!value.isBlank(), name + " is not set");
        return value.strip();
    }

    private static int port(Map<String, String> environment, String name, int preset) {
        return number(environment, name, preset, 0, 65_535);
    }

    private static int number(Map<String, String> environment, String name, int preset, int least, int most) {
        String value = environment.getOrDefault(name, Integer.toString(preset));
        int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
        check(number >= least && number <= most, name + " must be a number from " + least + " to " + most);
        return number;
    }

    private static void duration(Map<String, String> environment, String name) {
        check(
                environment.getOrDefault(name, "1h").matches("[1-9][0-9]{0,4}[smhd]"),
                name + " must be a time, like 30m or 24h");
    }

    private static void check(boolean valid, String complaint) {
        if (!valid) {
            throw new IllegalArgumentException(complaint);
        }
    }

    private static String web(Map<String, String> environment, String name) {
        String value = required(environment, name);
        URI uri = uri(name, value);
        check(
                uri.getHost() != null && WEB.contains(String.valueOf(uri.getScheme())) && uri.getUserInfo() == null,
                name + " must be an http or https URL without user and password");
        return value;
    }

    private static Map<String, Object> database(String value) {
        if (value.startsWith(JDBC)) {
            return Map.of("url", value);
        }
        URI uri = uri("DATABASE_URL", value);
        check(
                uri.getHost() != null
                        && POSTGRES.contains(String.valueOf(uri.getScheme()))
                        && uri.getPath().length() > 1,
                "DATABASE_URL must look like postgresql://user:password@host:5432/database");
        Map<String, Object> properties = new HashMap<>();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String options = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        properties.put("url", "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + options);
        addCredentials(properties, uri.getRawUserInfo());
        return properties;
    }

    private static void addCredentials(Map<String, Object> properties, @Nullable String userInfo) {
        if (userInfo != null) {
            String[] parts = userInfo.split(":", 2);
            properties.put("username", decoded(parts[0]));
            properties.put("password", parts.length == 2 ? decoded(parts[1]) : "");
        }
    }

    // a plus is a plus in user names and passwords
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static URI uri(String name, String value) {
        try {
            return URI.create(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + " is not a URL");
        }
    }
}
