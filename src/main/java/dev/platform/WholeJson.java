package dev.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.util.FastByteArrayOutputStream;

/**
 * Sends JSON in one piece and with its length, once all of it is written: what cannot be written becomes a problem rather
 * than the beginning of an answer. An object that is sent to us has one meaning, or is refused.
 */
final class WholeJson extends MappingJackson2HttpMessageConverter {

    private static final int USUAL_LENGTH = 16 * 1024;

    private final StrictJson strict = new StrictJson();

    WholeJson(ObjectMapper json) {
        super(json);
    }

    private record Draft(HttpHeaders getHeaders, OutputStream getBody) implements HttpOutputMessage {}

    @Override
    public Object read(Type type, @Nullable Class<?> context, HttpInputMessage request) throws IOException {
        if (type != ObjectNode.class) {
            return super.read(type, context, request);
        }
        LimitedBody.checkIsPlain(request.getHeaders().getFirst(HttpHeaders.CONTENT_ENCODING));
        return strict.parse(ByteBuffer.wrap(request.getBody().readAllBytes()));
    }

    /** Sends this as all of an answer. */
    void send(Object answer, HttpServletResponse response) throws IOException {
        var body = new FastByteArrayOutputStream(USUAL_LENGTH);
        getObjectMapper().writeValue(body, answer);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.size());
        // the server sends it, when all filters are done
        body.writeTo(response.getOutputStream());
    }

    @Override
    protected void writeInternal(Object object, @Nullable Type type, HttpOutputMessage answer) throws IOException {
        var body = new FastByteArrayOutputStream(USUAL_LENGTH);
        super.writeInternal(object, type, new Draft(answer.getHeaders(), body));
        answer.getHeaders().setContentLength(body.size());
        body.writeTo(answer.getBody());
    }
}
