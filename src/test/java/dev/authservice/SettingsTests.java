package dev.authservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the environment is read, and what is said when it cannot be. */
class SettingsTests {

    @Test
    void whatIsOptionalHasADefault() {
        assertThat(Settings.of(environment("AUTH_TOKEN_ISSUER", "")))
                .containsEntry("spring.datasource.url", "jdbc:postgresql://localhost:5432/authdb")
                .containsEntry("auth-service.tokens.issuer", "http://localhost:4001")
                .containsEntry("auth-service.tokens.audience", "user-service")
                .containsEntry("auth-service.delivery.url", "http://localhost:4002")
                .doesNotContainKey("auth-service.first-admin.email");
        assertThat(Settings.of(environment("INTERNAL_TOKEN", "first-token-of-many, second-token-of-many")))
                .containsEntry("auth-service.internal.tokens", "first-token-of-many, second-token-of-many");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATABASE_URL", "USER_SERVICE_URL", "USER_SERVICE_WEBHOOK_SECRET", "INTERNAL_TOKEN"})
    void aMissingVariableIsNamed(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(environment(name, " ")))
                .withMessage(name + " is not set");
    }

    @Test
    void aFirstAdminNeedsBoth() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(environment("ADMIN_EMAIL", "root@example.com")))
                .withMessage("ADMIN_PASSWORD is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "s3cret, long-enough-s3cret, ADMIN_EMAIL must be an e-mail address",
        "root@example.com, s3cret, ADMIN_PASSWORD must have at least 8 characters",
        "root@example.com, root@example.com, ADMIN_PASSWORD is one of those that are tried first"
    })
    void aFirstAdminCanLogIn(String email, String password, String complaint) {
        Map<String, String> environment = environment("ADMIN_EMAIL", email);
        environment.put("ADMIN_PASSWORD", password);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(environment))
                .withMessage(complaint);
    }

    @ParameterizedTest
    @CsvSource({
        "DATABASE_URL, mysql://user:s3cret@host/db",
        "USER_SERVICE_URL, http://user:s3cret@auth",
        "USER_SERVICE_WEBHOOK_SECRET, s3cret",
        "INTERNAL_TOKEN, s3cret",
        "INTERNAL_TOKEN, s3cret with spaces in it",
        "INTERNAL_TOKEN, 'long-enough-s3cret,s3cret'",
        "AUTH_TOKEN_ISSUER, s3cret",
        "PORT, s3cret",
        "MANAGEMENT_PORT, 4001",
        "MANAGEMENT_ADDRESS, [s3cret]",
        "DATABASE_POOL_SIZE, s3cret",
        "LOGIN_LIMIT, s3cret",
        "LOG_FORMAT, s3cret",
    })
    void aMalformedVariableIsNamedAndNotRepeated(String name, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(environment(name, value)))
                .withMessageStartingWith(name)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
    }

    private static Map<String, String> environment(String name, String value) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DATABASE_URL", "postgresql://user:pass@localhost:5432/authdb",
                "USER_SERVICE_URL", "http://localhost:4002",
                "USER_SERVICE_WEBHOOK_SECRET", "your-webhook-secret",
                "INTERNAL_TOKEN", "your-internal-token"));
        environment.put(name, value);
        return environment;
    }
}
