package dev.platform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads true and false and nothing that merely resembles them: who is shown to the public hangs on it. */
final class PlainBoolean extends StdScalarDeserializer<Boolean> {

    private static final long serialVersionUID = 1L;

    PlainBoolean() {
        super(Boolean.class);
    }

    @Override
    public @Nullable Boolean deserialize(JsonParser json, DeserializationContext context) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> (Boolean) context.handleUnexpectedToken(Boolean.class, json);
        };
    }
}
