package dev.userservice.search;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes lines of CSV (RFC 4180) that a spreadsheet takes for text and numbers, whatever strangers typed. */
final class Csv {

    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r\\n|%＝＋－＠]");
    private static final Pattern SPECIAL = Pattern.compile("[\",\\r\\n;]");

    private final StringBuilder text = new StringBuilder();

    Csv line(@Nullable Object... cells) {
        text.append(Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
        return this;
    }

    private static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number.toString();
            default -> quoted(harmless(value.toString()));
        };
    }

    private static String harmless(String text) {
        return FORMULA.matcher(text).find() ? "'" + text : text;
    }

    private static String quoted(String text) {
        return SPECIAL.matcher(text).find() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
