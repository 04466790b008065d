package dev.userservice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Versions that Boot's dependency management would quietly take back. */
class DependencyVersionsTests {

    @Test
    void theElasticsearchClientIsPastTheNagleTrap() {
        assertThat(co.elastic.clients.transport.Version.VERSION).hasToString("9.4.8");
        assertThat(version(org.apache.hc.core5.http.HttpHost.class)).isEqualTo("5.4.3");
        assertThat(version(org.apache.hc.client5.http.config.RequestConfig.class))
                .isEqualTo("5.6.3");
    }

    private static String version(Class<?> type) {
        return type.getPackage().getImplementationVersion();
    }
}
