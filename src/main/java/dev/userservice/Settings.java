package dev.userservice;

import dev.platform.Variables;
import dev.platform.WebhookSecrets;
import dev.userservice.limits.Budgets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks the environment before anything starts, and says in one line what is missing or malformed. */
final class Settings {

    private static final Map<String, String> OPTIONAL = Map.of(
            "ELASTICSEARCH_API_KEY", "user-service.elasticsearch.api-key",
            "ELASTICSEARCH_USERNAME", "user-service.elasticsearch.username",
            "ELASTICSEARCH_PASSWORD", "user-service.elasticsearch.password",
            "ELASTICSEARCH_CA_CERTIFICATE", "user-service.elasticsearch.ca-certificate",
            "AUTH_SERVICE_TOKEN", "user-service.source.token",
            "AUTH_TOKEN_ISSUER", "user-service.auth.issuer",
            "AUTH_TOKEN_AUDIENCE", "user-service.auth.audience");

    private static final List<String> ACCOUNT = List.of("ELASTICSEARCH_USERNAME", "ELASTICSEARCH_PASSWORD");

    private Settings() {}

    /**
     * The properties these variables stand for.
     *
     * @throws IllegalArgumentException naming the variable, never repeating its value
     */
    static Map<String, Object> of(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        Map<String, Object> properties = new HashMap<>(variables.database());
        properties.put("user-service.elasticsearch.url", variables.web("ELASTICSEARCH_URL"));
        String authService = variables.web("AUTH_SERVICE_URL");
        properties.put("user-service.auth.url", authService);
        properties.put("user-service.source.url", authService);
        properties.put("user-service.analytics.feed.url", authService);
        String secret = variables.required("USER_SERVICE_WEBHOOK_SECRET");
        WebhookSecrets.parse(secret);
        properties.put("user-service.webhooks.secret", secret);
        properties.put("user-service.analytics.feed.secret", secret);
        addOptional(properties, variables);
        checkWhatSpringReads(variables);
        return properties;
    }

    private static void addOptional(Map<String, Object> properties, Variables variables) {
        OPTIONAL.forEach(
                (name, property) -> variables.optional(name).ifPresent(value -> properties.put(property, value)));
        // one without the other would be left out, and Elasticsearch asked without both
        if (ACCOUNT.stream().anyMatch(name -> variables.optional(name).isPresent())) {
            ACCOUNT.forEach(variables::required);
        }
        variables.readable("ELASTICSEARCH_CA_CERTIFICATE", "", "is no readable file");
        variables.readable("USERSERVICE_INDEXING_MAPPINGS", "users.json", "is no folder with a readable users.json");
    }

    private static void checkWhatSpringReads(Variables variables) {
        variables.ports(4002, 4003);
        variables.address("MANAGEMENT_ADDRESS");
        variables.number("DATABASE_POOL_SIZE", 10, 2, 1000);
        variables.matching(
                "SEARCH_HISTORY_RETENTION", "90d", "0|[1-9][0-9]{0,3}d", "must be a number of days, like 90d, or 0");
        variables.matching(
                "ACTIVITY_RETENTION",
                "90d",
                "(3[1-9]|[4-9][0-9]|[1-9][0-9]{2,3})d",
                "must be a number of days, like 90d, 31 at least");
        variables.matching(
                "SCORE_THRESHOLD",
                "0.02",
                "1(\\.0+)?|0?\\.(?=0*[1-9])[0-9]{1,9}",
                "must be a number above 0, like 0.02, and 1 at most");
        Budgets.parse(variables.optional("RATE_LIMITS").orElse(""));
        variables.number("DRIFT_RATE", 100, 0, 100_000);
        variables.duration("DRIFT_WITHIN");
        variables.duration("WEBHOOK_SILENCE");
        variables.matching(
                "VALIDATION_INTERVAL", "1h", "0|[1-9][0-9]{0,4}[smhd]", "must be a time, like 30m or 1h, or 0");
        variables.matching(
                "ANALYTICS_FEED_INTERVAL", "", "(0|[1-9][0-9]{0,4}[smhd])?", "must be a time, like 30s or 5m, or 0");
        variables.matching(
                "SYNC_DELETE_CAP",
                "1",
                "100|[0-9]{1,2}(\\.[0-9]{1,3})?",
                "must be a percentage from 0 to 100, like 1 or 0.5");
        variables.matching(
                "AUTH_SERVICE_TOKEN", "", "[\\x21-\\x7e]*", "must be of visible ASCII characters without spaces");
        variables.logFormat();
    }
}
