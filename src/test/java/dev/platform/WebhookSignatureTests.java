package dev.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official vector and scenarios of Standard Webhooks, the official library as an oracle, and our stricter grammar. */
class WebhookSignatureTests {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIMESTAMP = "1614265330";
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final Instant SENT_AT = Instant.ofEpochSecond(1614265330);

    private final WebhookSignature signature = signature(SECRET, SENT_AT);

    @Test
    void theOfficialVectorVerifies() {
        assertThat(verifies(ID, TIMESTAMP, SIGNATURE, BODY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void anotherSecretDoesNotVerify(String secret) {
        var other = signature(secret, SENT_AT);

        assertThat(other.verifies(new WebhookSignature.Headers(ID, TIMESTAMP, SIGNATURE), bytes(BODY)))
                .isFalse();
    }

    @Test
    void anUnpaddedBase64SecretIsTheSameSecret() {
        String padded = "whsec_" + Base64.getEncoder().encodeToString(new byte[25]);
        String unpadded = padded.replace("=", "");

        assertThat(WebhookSecrets.parse(unpadded).keys())
                .isEqualTo(WebhookSecrets.parse(padded).keys());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            wrong value                | v1,dGhpcyBpcyBub3QgdGhlIHNpZ25hdHVyZSBpdHNlbGY=
            wrong version              | v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
            asymmetric version         | v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
            version in capitals        | V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
            no comma                   | g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
            empty                      | ''
            only the version           | v1,
            truncated                  | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1O
            unpadded                   | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE
            url-safe alphabet          | v1,g0hM9SsE-OTPJTGt_tmIKtSyZlE3uFJELVlNIOLJ1OE=
            junk after the signature   | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=,junk
            a space inside             | v1, g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=
            """)
    void aSignatureOfAnotherFormDoesNotVerify(String what, String header) {
        assertThat(verifies(ID, TIMESTAMP, header, BODY)).as(what).isFalse();
    }

    @Test
    void oneGoodSignatureAmongOthersVerifies() {
        String others =
                "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= v2,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc= ";

        assertThat(verifies(ID, TIMESTAMP, others + SIGNATURE + " v1,junk", BODY))
                .isTrue();
    }

    @Test
    void moreSignaturesThanAnyRotationNeedsAreRefused() {
        assertThat(verifies(ID, TIMESTAMP, (SIGNATURE + " ").repeat(8) + SIGNATURE, BODY))
                .isFalse();
        assertThat(verifies(ID, TIMESTAMP, (SIGNATURE + " ").repeat(7) + SIGNATURE, BODY))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+1614265330",
                "01614265330",
                "1614265330.0",
                "1.6e9",
                "NaN",
                "-1614265330",
                "16142653300000",
                "1614265330000",
                "9223372036854775808",
                " 1614265330",
                "hello"
            })
    void aTimestampOfAnotherFormDoesNotVerify(String timestamp) {
        assertThat(verifies(ID, timestamp, SIGNATURE, BODY)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"-301, false", "-300, true", "0, true", "300, true", "301, false"})
    void theTimestampMayBeFiveMinutesOffEitherWay(int seconds, boolean accepted) {
        var now = signature(SECRET, SENT_AT.plusSeconds(seconds));

        assertThat(now.verifies(new WebhookSignature.Headers(ID, TIMESTAMP, SIGNATURE), bytes(BODY)))
                .isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "msg.p5j", "msg p5j", "msg\r\nx", "ünicode"})
    void anIdOfAnotherFormDoesNotVerifyEvenWhenSigned(String id) throws Exception {
        assertThat(verifies(id, TIMESTAMP, sign(id, BODY), BODY)).isFalse();
    }

    @Test
    void anIdMayHave128CharactersAndNoMore() throws Exception {
        String longest = "a".repeat(128);

        assertThat(verifies(longest, TIMESTAMP, sign(longest, BODY), BODY)).isTrue();
        assertThat(verifies(longest + "a", TIMESTAMP, sign(longest + "a", BODY), BODY))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"test\": 2432232315}",
                "{\"test\": 2432232314}\n",
                "\uFEFF{\"test\": 2432232314}",
                "{\"test\":2432232314}",
                ""
            })
    void anotherBodyDoesNotVerify(String body) {
        assertThat(verifies(ID, TIMESTAMP, SIGNATURE, body)).isFalse();
    }

    @Test
    void theSignatureOfAnotherIdOrTimeDoesNotVerify() {
        assertThat(verifies("msg_other", TIMESTAMP, SIGNATURE, BODY)).isFalse();
        assertThat(verifies(ID, "1614265331", SIGNATURE, BODY)).isFalse();
    }

    @Test
    void bothSecretsVerifyWhileOneIsBeingReplaced() throws Exception {
        String next = "whsec_"
                + Base64.getEncoder().encodeToString("the next secret of 24 b.".getBytes(StandardCharsets.UTF_8));
        var both = signature(SECRET + "," + next, SENT_AT);
        String signedWithNext = new Webhook(next).sign(ID, SENT_AT.getEpochSecond(), BODY);

        assertThat(both.verifies(new WebhookSignature.Headers(ID, TIMESTAMP, SIGNATURE), bytes(BODY)))
                .isTrue();
        assertThat(both.verifies(new WebhookSignature.Headers(ID, TIMESTAMP, signedWithNext), bytes(BODY)))
                .isTrue();
        assertThat(verifies(ID, TIMESTAMP, signedWithNext, BODY)).isFalse();
    }

    @Test
    void agreesWithTheOfficialLibraryOnRandomDeliveries() throws Exception {
        Random random = new Random(20261122);
        for (int round = 0; round < 2_000; round++) {
            byte[] key = new byte[24 + random.nextInt(41)];
            random.nextBytes(key);
            String secret = "whsec_" + Base64.getEncoder().encodeToString(key);
            long now = Instant.now().getEpochSecond() + random.nextLong(-400, 401);
            String id = "msg_" + random.nextInt(Integer.MAX_VALUE);
            String body = text(random);
            String signatures = new Webhook(secret).sign(id, now, body);
            if (random.nextBoolean()) {
                body = body + random.nextInt(10);
            }

            boolean ours = signature(secret, Instant.now())
                    .verifies(new WebhookSignature.Headers(id, Long.toString(now), signatures), bytes(body));

            assertThat(ours).as("round %d", round).isEqualTo(officiallyVerifies(secret, id, now, signatures, body));
        }
    }

    private static boolean officiallyVerifies(String secret, String id, long now, String signatures, String body)
            throws EmptyWebhookSecretException {
        try {
            new Webhook(secret)
                    .verify(
                            body,
                            Map.of(
                                    "webhook-id", List.of(id),
                                    "webhook-timestamp", List.of(Long.toString(now)),
                                    "webhook-signature", List.of(signatures)));
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    private static String text(Random random) {
        return random.ints(random.nextInt(1, 200), 0x20, 0x3000)
                .filter(Character::isDefined)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String sign(String id, String body) throws Exception {
        return new Webhook(SECRET).sign(id, SENT_AT.getEpochSecond(), body);
    }

    private boolean verifies(String id, String timestamp, String signatures, String body) {
        return signature.verifies(new WebhookSignature.Headers(id, timestamp, signatures), bytes(body));
    }

    private static WebhookSignature signature(String secrets, Instant now) {
        return new WebhookSignature(WebhookSecrets.parse(secrets), Duration.ofMinutes(5), InstantSource.fixed(now));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
