package dev.userservice.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BotsTests {

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                "Mozilla/5.0 (compatible; bingbot/2.0)",
                "Mozilla/5.0 (compatible; Yahoo! Slurp)",
                "facebookexternalhit/1.1",
                "Slackbot-LinkExpanding 1.0",
                "Mozilla/5.0 HeadlessChrome/130.0",
                "curl/8.5.0",
                "Wget/1.21",
                "python-requests/2.32",
                "Java-http-client/25",
                "Go-http-client/2.0"
            })
    void programsAreBots(String userAgent) {
        assertThat(Bots.include(userAgent)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1",
                "okhttp/4.12.0",
                "MyApp/3 CFNetwork/1490 Darwin/23.0"
            })
    void browsersAndAppsAreNot(String userAgent) {
        assertThat(Bots.include(userAgent)).isFalse();
    }
}
