package dev.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which secrets the service starts with. */
class WebhookSecretsTests {

    @Test
    void aPlainSecretIsUsedAsItStands() {
        var key = WebhookSecrets.parse("your-webhook-secret").keys().getFirst();

        assertThat(new String(key.getEncoded(), StandardCharsets.UTF_8)).isEqualTo("your-webhook-secret");
    }

    @Test
    void severalSecretsAreSeparatedByCommasOrSpaces() {
        assertThat(WebhookSecrets.parse("your-webhook-secret, another-webhook-secret\tyet-another-secret!")
                        .keys())
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " , ", "whsec_", "whsec_c2hvcnQ=", "whsec_!!!!not-base64!!!!", "too-short"})
    void aWeakOrBrokenSecretStopsTheStartWithoutBeingRepeated(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSecrets.parse(secret))
                .withMessageStartingWith("USER_SERVICE_WEBHOOK_SECRET")
                .satisfies(
                        e -> assertThat(secret.isBlank() || !e.getMessage().contains(secret) || secret.equals("whsec_"))
                                .isTrue());
    }

    @Test
    void theSecretsAreNotPrinted() {
        assertThat(WebhookSecrets.parse("your-webhook-secret")).hasToString("1 webhook secrets");
    }
}
