package dev.platform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads text as it is; refuses what no database can hold: NUL and half a surrogate pair. */
class WellFormedText extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1L;

    WellFormedText() {
        super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            return (String) context.handleUnexpectedToken(String.class, json);
        }
        String text = json.getText();
        if (!isWellFormed(text)) {
            return (String) context.handleWeirdStringValue(String.class, text, "is not well-formed Unicode text");
        }
        return text;
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
