package dev.userservice.sync;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads text byte for byte, but refuses what no database can hold: NUL and half a surrogate pair. */
final class WellFormedText extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1L;

    WellFormedText() {
        super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser json, DeserializationContext context) throws IOException {
        String text = StringDeserializer.instance.deserialize(json, context);
        if (text != null && !isWellFormed(text)) {
            return (String) context.handleWeirdStringValue(String.class, text, "is not well-formed Unicode text");
        }
        return text;
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
