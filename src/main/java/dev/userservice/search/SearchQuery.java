package dev.userservice.search;

import dev.userservice.web.Problem;
import dev.userservice.web.Problem.Violation;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What somebody asks for: the text, blank to browse, and which page of the answer. */
record SearchQuery(String text, int page, int size) {

    /** How deep pages reach, as Elasticsearch's own result window. */
    static final int DEEPEST_HIT = 10_000;

    private static final int LONGEST_TEXT = 128;
    private static final int MOST_WORDS = 12;
    private static final int MOST_VIOLATIONS = 20;
    private static final Map<String, String> ALIASES = Map.of("query", "q", "limit", "size");

    /** Reads query parameters; a 400 problem names everything that is unknown, repeated or out of range. */
    static SearchQuery of(Map<String, String[]> parameters) {
        return new Reading(parameters).query();
    }

    int offset() {
        return (page - 1) * size;
    }

    /** One reading of the parameters, collecting what is wrong with them. */
    private static final class Reading {

        private final Map<String, String[]> parameters;
        private final List<Violation> violations = new ArrayList<>();

        Reading(Map<String, String[]> parameters) {
            this.parameters = parameters;
        }

        SearchQuery query() {
            parameters.keySet().forEach(this::checkKnown);
            String text = text();
            int page = number("page", 1, DEEPEST_HIT);
            int size = number("size", 20, 100);
            if (violations.isEmpty() && (long) page * size > DEEPEST_HIT) {
                refuse("page", "too_deep", "reaches beyond hit " + DEEPEST_HIT);
            }
            if (!violations.isEmpty()) {
                throw Problem.invalidParameters(violations);
            }
            return new SearchQuery(text, page, size);
        }

        private void checkKnown(String name) {
            if (!List.of("q", "page", "size").contains(ALIASES.getOrDefault(name, name))) {
                refuse(name, "unknown_parameter", "is not a parameter of this search");
            }
        }

        private String text() {
            String text =
                    Normalizer.normalize(value("q", ""), Normalizer.Form.NFC).strip();
            if (text.codePointCount(0, text.length()) > LONGEST_TEXT) {
                refuse("q", "too_long", "may have at most " + LONGEST_TEXT + " characters");
            } else if (text.split("\\s+").length > MOST_WORDS) {
                refuse("q", "too_long", "may have at most " + MOST_WORDS + " words");
            } else if (text.codePoints().anyMatch(Character::isISOControl)) {
                refuse("q", "invalid_value", "must not contain control characters");
            }
            return text;
        }

        private int number(String name, int preset, int most) {
            String value = value(name, Integer.toString(preset));
            int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : 0;
            if (number >= 1 && number <= most) {
                return number;
            }
            refuse(name, "out_of_range", "must be a whole number from 1 to " + most);
            return preset;
        }

        private String value(String name, String preset) {
            List<String> values = parameters.entrySet().stream()
                    .filter(entry ->
                            ALIASES.getOrDefault(entry.getKey(), entry.getKey()).equals(name))
                    .flatMap(entry -> List.of(entry.getValue()).stream())
                    .toList();
            if (values.size() > 1) {
                refuse(name, "repeated", "may be given only once");
            }
            return values.isEmpty() ? preset : values.getFirst();
        }

        private void refuse(String name, String code, String detail) {
            if (violations.size() < MOST_VIOLATIONS) {
                violations.add(Violation.ofParameter(name, code, detail));
            }
        }
    }
}
