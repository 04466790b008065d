package dev.platform;

import dev.platform.Problem.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** The query parameters of a request, as they were meant: Tomcat would replace bytes that are no text. */
public final class QueryParameters {

    private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2}|[^%])*+");

    // set by Tomcat, which otherwise goes on without the parameters it could not read, or that are too many
    private static final String UNREADABLE = "org.apache.catalina.parameter_parse_failed";

    private QueryParameters() {}

    /** All values by name; a 400 problem if one of them is not properly encoded. */
    public static Map<String, String[]> of(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                check(pair);
            }
        }
        Map<String, String[]> parameters = request.getParameterMap();
        if (request.getAttribute(UNREADABLE) != null) {
            throw malformed();
        }
        return parameters;
    }

    private static void check(String pair) {
        String[] parts = pair.split("=", 2);
        String name = decoded(parts[0]).orElseThrow(QueryParameters::malformed);
        if (parts.length == 2 && decoded(parts[1]).isEmpty()) {
            throw Problem.invalidParameters(
                    List.of(Violation.ofParameter(name, "invalid_encoding", "must be percent-encoded UTF-8")));
        }
    }

    private static ErrorResponseException malformed() {
        return Problem.of(HttpStatus.BAD_REQUEST, "malformed_query", "The query string cannot be read");
    }

    /** The text, or nothing if it is none. */
    private static Optional<String> decoded(String encoded) {
        if (encoded.chars().allMatch(character -> character < 128 && character != '%')) {
            return Optional.of(encoded);
        }
        if (!ENCODED.matcher(encoded).matches()) {
            return Optional.empty();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length(); i++) {
            boolean isByte = encoded.charAt(i) == '%';
            bytes.write(isByte ? Integer.parseInt(encoded, i + 1, i + 3, 16) : encoded.charAt(i));
            i += isByte ? 2 : 0;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
