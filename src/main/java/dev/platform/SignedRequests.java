package dev.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/** Reads the raw bytes of a request and lets through only what the other service signed. */
public final class SignedRequests {

    private final WebhookSignature signature;
    private final int maxBody;

    /** Requests signed with one of the secrets, not longer ago nor ahead than the tolerance. */
    public SignedRequests(WebhookSecrets secrets, Duration tolerance, DataSize maxBody, InstantSource clock) {
        this.signature = new WebhookSignature(secrets, tolerance, clock);
        this.maxBody = Math.toIntExact(maxBody.toBytes());
    }

    /** A body that is known to come from the other service. */
    public record Delivery(String id, Instant sentAt, ByteBuffer body) {}

    /** Throws a 401, 413 or 415 problem; which check a signature failed is not told. */
    public Delivery verified(HttpServletRequest request) {
        LimitedBody.checkIsPlain(request.getHeader(HttpHeaders.CONTENT_ENCODING));
        byte[] body = LimitedBody.of(request, maxBody);
        var headers = new WebhookSignature.Headers(
                only(request, "webhook-id"), only(request, "webhook-timestamp"), only(request, "webhook-signature"));
        if (!signature.verifies(headers, body)) {
            throw Problem.of(HttpStatus.UNAUTHORIZED, "invalid_signature", "The signature is missing or invalid");
        }
        return new Delivery(headers.id(), headers.sentAt(), ByteBuffer.wrap(body));
    }

    // a header given twice could be read one way here and another way by whoever checked it before us
    private static String only(HttpServletRequest request, String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        return values.size() == 1 ? values.getFirst() : "";
    }
}
