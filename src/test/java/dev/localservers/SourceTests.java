package dev.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceTests {

    @Test
    void aConfiguredAddressIsUsedWithoutAskingForDocker() {
        var source = Source.of("URL", Map.of("URL", "http://elsewhere:9200"), () -> fail("asked"));
        assertThat(source).isEqualTo(Source.CONFIGURED);
    }

    @Test
    void dockerIsUsedWhenItAnswers() {
        assertThat(Source.of("URL", Map.of(), () -> true)).isEqualTo(Source.DOCKER);
    }

    @Test
    void aProcessIsUsedWithoutDocker() {
        assertThat(Source.of("URL", Map.of("OTHER", "x"), () -> false)).isEqualTo(Source.PROCESS);
    }

    @Test
    void aBlankAddressIsNone() {
        assertThat(Source.of("URL", Map.of("URL", " "), () -> false)).isEqualTo(Source.PROCESS);
    }
}
