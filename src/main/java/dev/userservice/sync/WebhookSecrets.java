package dev.userservice.sync;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that may have signed a webhook; several while one is being replaced, separated by commas or spaces. A
 * {@code whsec_} secret is base64 of 24 to 64 bytes, any other is used as it stands and has at least 16.
 */
public record WebhookSecrets(List<SecretKeySpec> keys) {

    static final String ALGORITHM = "HmacSHA256";
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

    @Override
    public String toString() {
        return keys.size() + " webhook secrets";
    }
}
