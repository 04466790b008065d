package dev.platform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads an id, which is text, and a whole number where somebody numbers users. */
public final class IdText extends WellFormedText {

    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable String deserialize(JsonParser json, DeserializationContext context) throws IOException {
        return json.hasToken(JsonToken.VALUE_NUMBER_INT) ? json.getText() : super.deserialize(json, context);
    }
}
