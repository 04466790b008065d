package dev.platform;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads numbers with or without a fraction, and not the texts that Java knows as such, "NaN" and "Infinity". */
final class PlainNumber extends StdScalarDeserializer<Double> {

    private static final long serialVersionUID = 1L;

    PlainNumber() {
        super(Double.class);
    }

    @Override
    public @Nullable Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case null, default -> (Double) context.handleUnexpectedToken(Double.class, json);
        };
    }
}
