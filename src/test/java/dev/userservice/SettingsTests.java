package dev.userservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the environment is read, and what is said when it cannot be. */
class SettingsTests {

    @Test
    void theDatabaseUrlIsTakenAsTheDocumentWritesIt() {
        assertThat(Settings.of(environment("DATABASE_URL", "postgresql://user:pass@localhost:5432/userdb")))
                .containsEntry("spring.datasource.url", "jdbc:postgresql://localhost:5432/userdb")
                .containsEntry("spring.datasource.username", "user")
                .containsEntry("spring.datasource.password", "pass");
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://u:p@db/users?sslmode=require,  jdbc:postgresql://db/users?sslmode=require, u, p",
        "postgresql://u%40x:p%3A+%2F@db/users,     jdbc:postgresql://db/users, u@x, p:+/",
        "'postgresql://u@[::1]:5432/users',        jdbc:postgresql://[::1]:5432/users, u, ''",
    })
    void otherFormsAreUnderstoodToo(String url, String jdbc, String user, String password) {
        assertThat(Settings.of(environment("DATABASE_URL", url)))
                .containsEntry("spring.datasource.url", jdbc)
                .containsEntry("spring.datasource.username", user)
                .containsEntry("spring.datasource.password", password);
    }

    @Test
    void aJdbcUrlIsPassedOn() {
        assertThat(Settings.of(environment("DATABASE_URL", "jdbc:postgresql://db/users?user=u")))
                .containsEntry("spring.datasource.url", "jdbc:postgresql://db/users?user=u")
                .doesNotContainKey("spring.datasource.username");
    }

    @Test
    void whatIsOptionalIsSetOnlyIfGiven() {
        assertThat(Settings.of(environment("ELASTICSEARCH_API_KEY", "key")))
                .containsEntry("user-service.elasticsearch.api-key", "key")
                .doesNotContainKey("user-service.elasticsearch.username");
        assertThat(Settings.of(environment("AUTH_SERVICE_TOKEN", "a.token")))
                .containsEntry("user-service.source.token", "a.token")
                .containsEntry("user-service.source.url", "http://localhost:4001");
        assertThat(Settings.of(environment("SYNC_DELETE_CAP", "0.5"))).doesNotContainKey("user-service.source.token");
        assertThat(Settings.of(environment("AUTH_TOKEN_ISSUER", ""))).doesNotContainKey("user-service.auth.issuer");
    }

    @Test
    void searchesNeedNotBeKept() {
        assertThatNoException().isThrownBy(() -> Settings.of(environment("SEARCH_HISTORY_RETENTION", "0")));
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVITY_RETENTION, 31d",
        "ACTIVITY_RETENTION, 365d",
        "SCORE_THRESHOLD, 1",
        "SCORE_THRESHOLD, 0.05",
        "VALIDATION_INTERVAL, 0",
        "VALIDATION_INTERVAL, 90m",
        "MANAGEMENT_ADDRESS, ''",
        "MANAGEMENT_ADDRESS, 127.0.0.1",
        "MANAGEMENT_ADDRESS, ::1",
        "USERSERVICE_INDEXING_MAPPINGS, es-mappings"
    })
    void whatTheTableOfVariablesAllowsIsTaken(String name, String value) {
        assertThatNoException().isThrownBy(() -> Settings.of(environment(name, value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATABASE_URL", "ELASTICSEARCH_URL", "AUTH_SERVICE_URL", "USER_SERVICE_WEBHOOK_SECRET"})
    void aMissingVariableIsNamed(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(environment(name, " ")))
                .withMessage(name + " is not set");
    }

    @ParameterizedTest
    @CsvSource({"ELASTICSEARCH_USERNAME, ELASTICSEARCH_PASSWORD", "ELASTICSEARCH_PASSWORD, ELASTICSEARCH_USERNAME"})
    void anAccountForElasticsearchHasNameAndPassword(String given, String missing) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(environment(given, "s3cret")))
                .withMessage(missing + " is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "DATABASE_URL, mysql://user:s3cret@host/db",
        "DATABASE_URL, postgresql://user:s3cret@/db",
        "DATABASE_URL, postgresql://user:s3cret@host",
        "DATABASE_URL, postgresql://user:s3cret@host:port:port/db%",
        "ELASTICSEARCH_URL, s3cret",
        "ELASTICSEARCH_URL, ftp://s3cret",
        "AUTH_SERVICE_URL, http://user:s3cret@auth",
        "AUTH_SERVICE_URL, http:///s3cret",
        "USER_SERVICE_WEBHOOK_SECRET, s3cret",
        "PORT, s3cret",
        "PORT, 99999",
        "MANAGEMENT_PORT, -1",
        "MANAGEMENT_PORT, 4002",
        "DATABASE_POOL_SIZE, s3cret",
        "SEARCH_HISTORY_RETENTION, s3cret",
        "SEARCH_HISTORY_RETENTION, 0d",
        "SEARCH_HISTORY_RETENTION, ''",
        "ELASTICSEARCH_CA_CERTIFICATE, /s3cret",
        "DRIFT_RATE, -1",
        "DRIFT_WITHIN, s3cret",
        "DRIFT_WITHIN, 0h",
        "WEBHOOK_SILENCE, ''",
        "AUTH_SERVICE_TOKEN, s3cret token",
        "AUTH_SERVICE_TOKEN, s3crét",
        "SYNC_DELETE_CAP, s3cret",
        "SYNC_DELETE_CAP, 101",
        "SYNC_DELETE_CAP, -1",
        "ANALYTICS_FEED_INTERVAL, s3cret",
        "ANALYTICS_FEED_INTERVAL, -1s",
        "ACTIVITY_RETENTION, 30d",
        "ACTIVITY_RETENTION, 31",
        "ACTIVITY_RETENTION, s3cret",
        "SCORE_THRESHOLD, s3cret",
        "SCORE_THRESHOLD, 0",
        "SCORE_THRESHOLD, 0.00",
        "SCORE_THRESHOLD, 1.1",
        "VALIDATION_INTERVAL, s3cret",
        "VALIDATION_INTERVAL, ''",
        "MANAGEMENT_ADDRESS, [s3cret]",
        "USERSERVICE_INDEXING_MAPPINGS, /s3cret",
        "LOG_FORMAT, s3cret",
        "RATE_LIMITS, search=s3cret"
    })
    void aMalformedVariableIsNamedAndNotRepeated(String name, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.of(environment(name, value)))
                .withMessageStartingWith(name)
                .satisfies(
                        e -> assertThat(e.getMessage()).doesNotContain("s3cret").doesNotContain("\n"));
    }

    private static Map<String, String> environment(String name, String value) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DATABASE_URL", "postgresql://user:pass@localhost:5432/userdb",
                "ELASTICSEARCH_URL", "http://localhost:9200",
                "AUTH_SERVICE_URL", "http://localhost:4001",
                "USER_SERVICE_WEBHOOK_SECRET", "your-webhook-secret"));
        environment.put(name, value);
        return environment;
    }
}
