package dev.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Configuration;

/** Where a service runs that speaks a language with digits of its own, it goes on writing the digits of HTTP and JSON. */
class PlainDigitsTests {

    private final Locale before = Locale.getDefault();

    @Configuration
    static class Nothing {}

    @BeforeEach
    void speakArabic() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        assertThat("%d".formatted(1)).isEqualTo("\u0661");
    }

    @AfterEach
    void speakAsBefore() {
        Locale.setDefault(before);
    }

    @Test
    void budgetsAreTold() {
        var verdict = new Verdict("search", 6000, 5999, true, 0, 1);

        assertThat(verdict.policy()).isEqualTo("\"search\";q=6000;w=60");
        assertThat(verdict.state()).isEqualTo("\"search\";r=5999;t=1");
    }

    @Test
    void aStartedServiceWritesThemEverywhere() {
        Start.run(Nothing.class, "Nothing", environment -> Map.of(), "--spring.main.web-application-type=none");

        assertThat("%d".formatted(1)).isEqualTo("1");
    }
}
