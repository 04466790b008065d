package dev.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that sign webhooks, in and out; several while one is being replaced, separated by commas or spaces. A
 * {@code whsec_} secret is base64 of 24 to 64 bytes, any other is used as it stands and has at least 16.
 */
public record WebhookSecrets(List<SecretKeySpec> keys) {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String VERSION = "v1,";
    private static final String PREFIX = "whsec_";

    /**
     * Reads the secrets.
     *
     * @throws IllegalArgumentException saying what is wrong without repeating a secret
     */
    public static WebhookSecrets parse(String secrets) {
        List<SecretKeySpec> keys = Arrays.stream(secrets.split("[,\\s]+"))
                .filter(secret -> !secret.isEmpty())
                .map(WebhookSecrets::key)
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("USER_SERVICE_WEBHOOK_SECRET is empty");
        }
        return new WebhookSecrets(keys);
    }

    private static SecretKeySpec key(String secret) {
        if (secret.startsWith(PREFIX)) {
            return key(decoded(secret.substring(PREFIX.length())), 24, 64);
        }
        return key(secret.getBytes(StandardCharsets.UTF_8), 16, 1024);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("USER_SERVICE_WEBHOOK_SECRET has a whsec_ secret that is not base64");
        }
    }

    private static SecretKeySpec key(byte[] bytes, int least, int most) {
        if (bytes.length < least || bytes.length > most) {
            throw new IllegalArgumentException(
                    "USER_SERVICE_WEBHOOK_SECRET has a secret of %d bytes; it must have %d to %d"
                            .formatted(bytes.length, least, most));
        }
        return new SecretKeySpec(bytes, ALGORITHM);
    }

    /** What each key says to these, as Standard Webhooks wants it: HMAC-SHA256 over id, timestamp and raw body. */
    public List<String> signatures(String id, String timestamp, byte[] body) {
        return keys.stream().map(key -> signature(key, id, timestamp, body)).toList();
    }

    private static String signature(SecretKeySpec key, String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return keys.size() + " webhook secrets";
    }
}
