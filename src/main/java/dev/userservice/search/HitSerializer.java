package dev.userservice.search;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes a hit as the person's own JSON, with whatever was asked for beside. */
final class HitSerializer extends JsonSerializer<SearchPage.Hit> {

    @Override
    public void serialize(SearchPage.Hit hit, JsonGenerator out, SerializerProvider serializers) throws IOException {
        String person = hit.user().json();
        if (hit.highlight() == null && hit.explanation() == null) {
            out.writeRawValue(person);
            return;
        }
        out.writeStartObject();
        // every person has an id, so there is always something before the next field
        out.writeRaw(person.substring(1, person.lastIndexOf('}')) + ",");
        write("highlight", hit.highlight(), out, serializers);
        write("explanation", hit.explanation(), out, serializers);
        out.writeEndObject();
    }

    private static void write(String name, @Nullable Object value, JsonGenerator out, SerializerProvider serializers)
            throws IOException {
        if (value != null) {
            serializers.defaultSerializeField(name, value, out);
        }
    }
}
