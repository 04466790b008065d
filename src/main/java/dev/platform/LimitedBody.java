package dev.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Reads the body of a request up to a limit: whoever sends more, or less than announced, is told so. */
public final class LimitedBody {

    /** As many bytes as the routes for people take, webhooks aside. */
    public static final int LARGEST = 256 * 1024;

    private LimitedBody() {}

    /** All of it; a 413 problem if it has more than {@code most} bytes, a 400 problem if it ends early. */
    public static byte[] of(HttpServletRequest request, int most) {
        if (request.getContentLengthLong() <= most) {
            byte[] body = read(request, most + 1);
            if (body.length <= most) {
                return body;
            }
        }
        throw Problem.of(
                HttpStatus.PAYLOAD_TOO_LARGE, "body_too_large", "The body may have at most " + most + " bytes");
    }

    /** A 415 problem for whoever says that the body is compressed. */
    static void checkIsPlain(@Nullable String contentEncoding) {
        if (contentEncoding != null) {
            throw Problem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "unsupported_encoding", "The body must not be compressed");
        }
    }

    private static byte[] read(HttpServletRequest request, int most) {
        try {
            return request.getInputStream().readNBytes(most);
        } catch (IOException e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "truncated_body", "The body ended early");
        }
    }
}
