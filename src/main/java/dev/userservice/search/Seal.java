package dev.userservice.search;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Closes what callers carry for us, cursors, so that one made up, changed, or of another question does not open. All
 * instances have the same seal.
 */
@Component
public class Seal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE = 16;

    // copied for each signature, which costs less than to look for one
    private final Mac fresh;

    Seal(ServiceKeys keys) throws GeneralSecurityException {
        fresh = Mac.getInstance(ALGORITHM);
        fresh.init(new SecretKeySpec(keys.key("cursor"), ALGORITHM));
    }

    /** The content and a signature over it and the question it belongs to, as text for a URL. */
    public String close(String question, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return encoded(ByteBuffer.allocate(SIGNATURE + bytes.length)
                .put(signature(question, bytes))
                .put(bytes)
                .array());
    }

    /** The content, if it was closed for this question. */
    public Optional<String> open(String question, String sealed) {
        return decoded(sealed).flatMap(signed -> {
            byte[] content = Arrays.copyOfRange(signed, SIGNATURE, signed.length);
            return MessageDigest.isEqual(Arrays.copyOf(signed, SIGNATURE), signature(question, content))
                    ? Optional.of(new String(content, StandardCharsets.UTF_8))
                    : Optional.empty();
        });
    }

    private static Optional<byte[]> decoded(String sealed) {
        try {
            byte[] signed = Base64.getUrlDecoder().decode(sealed);
            // the same bytes can be written with padding, or with other spare bits at the end
            return signed.length > SIGNATURE && encoded(signed).equals(sealed) ? Optional.of(signed) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String encoded(byte[] signed) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(signed);
    }

    // with the length of the question, so that no content can pass for the end of it
    private byte[] signature(String question, byte[] content) {
        byte[] asked = question.getBytes(StandardCharsets.UTF_8);
        Mac mac = copy();
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(asked.length).array());
        mac.update(asked);
        return Arrays.copyOf(mac.doFinal(content), SIGNATURE);
    }

    private Mac copy() {
        try {
            return (Mac) fresh.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("The JDK's own HMAC can be copied", e);
        }
    }
}
