package dev.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;

/**
 * Checks that a body was signed by the other service, as Standard Webhooks says: HMAC-SHA256 over id, timestamp and
 * raw body. The header text is signed as it stands, and all keys are tried whatever matches.
 */
final class WebhookSignature {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");
    private static final int MOST_SIGNATURES = 8;

    private final WebhookSecrets secrets;
    private final Duration tolerance;
    private final InstantSource clock;

    WebhookSignature(WebhookSecrets secrets, Duration tolerance, InstantSource clock) {
        this.secrets = secrets;
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /** What the three headers of a delivery say. */
    record Headers(String id, String timestamp, String signatures) {

        /** When the delivery was sent, by the sender's clock. */
        Instant sentAt() {
            return Instant.ofEpochSecond(Long.parseLong(timestamp));
        }
    }

    /** Whether these bytes were signed with one of the keys, not too long ago nor ahead. */
    boolean verifies(Headers headers, byte[] body) {
        return ID.matcher(headers.id()).matches()
                && TIMESTAMP.matcher(headers.timestamp()).matches()
                && isTimely(headers.sentAt())
                && anyMatches(headers, body);
    }

    private boolean isTimely(Instant sentAt) {
        long seconds = Math.abs(clock.instant().getEpochSecond() - sentAt.getEpochSecond());
        return seconds <= tolerance.toSeconds();
    }

    private boolean anyMatches(Headers headers, byte[] body) {
        String[] given = headers.signatures().split(" ", -1);
        if (given.length > MOST_SIGNATURES) {
            return false;
        }
        boolean matches = false;
        for (String expected : secrets.signatures(headers.id(), headers.timestamp(), body)) {
            for (String signature : given) {
                matches |= MessageDigest.isEqual(bytes(expected), bytes(signature));
            }
        }
        return matches;
    }

    private static byte[] bytes(String signature) {
        return signature.getBytes(StandardCharsets.UTF_8);
    }
}
