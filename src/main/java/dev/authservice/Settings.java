package dev.authservice;

import dev.authservice.account.PasswordRules;
import dev.platform.Variables;
import dev.platform.WebhookSecrets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks the environment before anything starts, and says in one line what is missing or malformed. */
final class Settings {

    private static final String ISSUER = "http://localhost:4001";
    private static final String TOKENS = "[\\x21-\\x2b\\x2d-\\x7e]{16,}(\\s*,\\s*[\\x21-\\x2b\\x2d-\\x7e]{16,})*";

    private Settings() {}

    /**
     * The properties these variables stand for.
     *
     * @throws IllegalArgumentException naming the variable, never repeating its value
     */
    static Map<String, Object> of(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        Map<String, Object> properties = new HashMap<>(variables.database());
        // beside the User Service's application.yml
        properties.put("spring.config.name", "auth-service");
        properties.put("auth-service.delivery.url", variables.web("USER_SERVICE_URL"));
        String secret = variables.required("USER_SERVICE_WEBHOOK_SECRET");
        WebhookSecrets.parse(secret);
        properties.put("auth-service.delivery.secret", secret);
        properties.put("auth-service.internal.secret", secret);
        properties.put("auth-service.internal.tokens", variables.required("INTERNAL_TOKEN"));
        variables.matching(
                "INTERNAL_TOKEN", "", TOKENS, "must be of 16 or more visible ASCII characters without commas");
        properties.put(
                "auth-service.tokens.issuer",
                variables.optional("AUTH_TOKEN_ISSUER").isPresent() ? variables.web("AUTH_TOKEN_ISSUER") : ISSUER);
        properties.put(
                "auth-service.tokens.audience",
                variables.optional("AUTH_TOKEN_AUDIENCE").orElse("user-service"));
        addFirstAdmin(properties, variables);
        checkWhatSpringReads(variables);
        return properties;
    }

    private static void addFirstAdmin(Map<String, Object> properties, Variables variables) {
        if (variables.optional("ADMIN_EMAIL").isPresent()
                || variables.optional("ADMIN_PASSWORD").isPresent()) {
            String email = variables.required("ADMIN_EMAIL");
            String password = variables.required("ADMIN_PASSWORD");
            variables.matching("ADMIN_EMAIL", "", "[^@\\s]+@[^@\\s]+\\.[^@\\s]+", "must be an e-mail address");
            PasswordRules.violation("ADMIN_PASSWORD", password, email, "").ifPresent(violation -> {
                throw new IllegalArgumentException(violation.pointer() + " " + violation.detail());
            });
            properties.put("auth-service.first-admin.email", email);
            properties.put("auth-service.first-admin.password", password);
        }
    }

    private static void checkWhatSpringReads(Variables variables) {
        variables.ports(4001, 4005);
        variables.address("MANAGEMENT_ADDRESS");
        variables.number("DATABASE_POOL_SIZE", 10, 2, 1000);
        for (String limit : List.of("REGISTER_LIMIT", "LOGIN_LIMIT", "REFRESH_LIMIT")) {
            variables.number(limit, 0, 0, 1_000_000);
        }
        variables.logFormat();
    }
}
