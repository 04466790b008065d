package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that is configured wrongly does not start, and says why in one line. */
class StartTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DATABASE_URL                | ''                     | DATABASE_URL is not set
            ELASTICSEARCH_URL           | localhost:9200         | ELASTICSEARCH_URL must be an http or https URL without user and password
            USER_SERVICE_WEBHOOK_SECRET | whsec_c2hvcnQ=         | USER_SERVICE_WEBHOOK_SECRET has a secret of 5 bytes; it must have 24 to 64
            """)
    void aWrongSettingStopsTheStartWithOneLine(String variable, String value, String line) throws Exception {
        try (ChildService child = new ChildService("postgresql://u:p@localhost:1/db", "http://localhost:1")) {
            Process process = child.with(variable, value).launch();

            assertThat(process.waitFor(Duration.ofSeconds(60).toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(child.output().lines()).containsExactly("User Service cannot start: " + line);
        }
    }
}
