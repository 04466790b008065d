package dev.userservice.search;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Writes a hit, to bytes, as the person's own JSON with whatever was asked for beside. */
final class HitSerializer extends JsonSerializer<SearchPage.Hit> {

    @Override
    public void serialize(SearchPage.Hit hit, JsonGenerator out, SerializerProvider serializers) throws IOException {
        out.writeStartObject();
        // what is JSON already goes past the generator as it is
        out.flush();
        hit.user().writeFields((OutputStream) out.getOutputTarget());
        if (hit.highlight() != null || hit.explanation() != null) {
            // every person has an id, so there is always something before the next field
            out.writeRaw(',');
            write("highlight", hit.highlight(), out, serializers);
            write("explanation", hit.explanation(), out, serializers);
        }
        out.writeEndObject();
    }

    private static void write(String name, @Nullable Object value, JsonGenerator out, SerializerProvider serializers)
            throws IOException {
        if (value != null) {
            serializers.defaultSerializeField(name, value, out);
        }
    }
}
