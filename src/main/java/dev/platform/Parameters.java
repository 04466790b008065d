package dev.platform;

import dev.platform.Problem.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One reading of query parameters, which collects everything that is wrong with them. Whatever was never asked for is
 * unknown, so ask for all of them, then {@link #check}.
 */
public final class Parameters {

    // as finely as a search takes text apart, or punctuation and rare spaces would let any number of words in
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}\\p{So}'’]+");

    private static final Pattern SPACES = Pattern.compile("\\p{Z}+");
    private static final Pattern WHOLE = Pattern.compile("[0-9]{1,15}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,6})?");

    private static final int MOST_VIOLATIONS = 20;
    private static final int LONGEST_VALUE = 320;
    private static final int MOST_VALUES = 50;

    private final Map<String, String[]> given;
    private final Map<String, String> aliases;
    private final Map<String, List<String>> values = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final List<Violation> violations = new ArrayList<>();

    /** Aliases map another name of a parameter to its own. */
    public Parameters(Map<String, String[]> given, Map<String, String> aliases) {
        this.given = given;
        this.aliases = aliases;
        given.forEach((name, several) -> Collections.addAll(
                values.computeIfAbsent(aliases.getOrDefault(name, name), _ -> new ArrayList<>()), several));
    }

    public static Parameters of(HttpServletRequest request, Map<String, String> aliases) {
        return new Parameters(QueryParameters.of(request), aliases);
    }

    /** The only value of a parameter, if it is given. */
    public Optional<String> one(String name) {
        List<String> values = values(name);
        if (values.size() > 1) {
            refuse(name, "repeated", "may be given only once");
        }
        return values.stream().findFirst();
    }

    /** Free text, composed, with single spaces between words; empty if it is not given. */
    public String text(String name, int mostCharacters, int mostWords) {
        String composed = Normalizer.normalize(one(name).orElse(""), Normalizer.Form.NFC);
        String text = SPACES.matcher(composed).replaceAll(" ").strip();
        if (text.codePointCount(0, text.length()) > mostCharacters) {
            refuse(name, "too_long", "may have at most " + mostCharacters + " characters");
        } else if (hasMoreWords(text, mostWords)) {
            refuse(name, "too_long", "may have at most " + mostWords + " words");
        } else if (isUnreadable(text)) {
            refuse(name, "invalid_value", "must not contain control characters");
        }
        return text;
    }

    // words have something between them, so a short text need not be counted
    private static boolean hasMoreWords(String text, int most) {
        return text.length() > 2 * most && WORD.matcher(text).results().count() > most;
    }

    /** Every value of a parameter that may be repeated. */
    public List<String> many(String name) {
        List<String> given = values(name);
        if (given.isEmpty()) {
            return given;
        }
        List<String> values = given.stream().map(String::strip).distinct().toList();
        if (values.size() > MOST_VALUES) {
            refuse(name, "too_many", "may have at most " + MOST_VALUES + " values");
        } else if (values.stream().anyMatch(String::isEmpty)) {
            refuse(name, "empty", "must not be empty");
        } else if (values.stream().anyMatch(value -> value.length() > LONGEST_VALUE)) {
            refuse(name, "too_long", "may have at most " + LONGEST_VALUE + " characters");
        } else if (values.stream().anyMatch(Parameters::isUnreadable)) {
            refuse(name, "invalid_value", "must not contain control characters");
        }
        return values;
    }

    /** The values of a parameter that may be repeated or hold a list with commas, each one of {@code choices}. */
    public List<String> choices(String name, Collection<String> choices) {
        List<String> given = values(name);
        if (given.isEmpty()) {
            return given;
        }
        List<String> chosen = given.stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .distinct()
                .toList();
        if (!choices.containsAll(chosen)) {
            refuse(name, "invalid_value", "must be one of " + String.join(", ", choices));
            return List.of();
        }
        return chosen;
    }

    /** The only value of a parameter, one of {@code choices}. */
    public Optional<String> choice(String name, Collection<String> choices) {
        Optional<String> value = one(name);
        if (value.isPresent() && !choices.contains(value.get())) {
            refuse(name, "invalid_value", "must be one of " + String.join(", ", choices));
            return Optional.empty();
        }
        return value;
    }

    public Optional<Boolean> flag(String name) {
        return choice(name, List.of("true", "false")).map(Boolean::valueOf);
    }

    /** A whole number in decimal digits. */
    public OptionalLong whole(String name, long least, long most) {
        Optional<String> value = one(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        long number = WHOLE.matcher(value.get()).matches() ? Long.parseLong(value.get()) : -1;
        if (number >= least && number <= most) {
            return OptionalLong.of(number);
        }
        refuse(name, "out_of_range", "must be a whole number from " + least + " to " + most);
        return OptionalLong.empty();
    }

    /** A number from 0, in decimal digits with or without a fraction. */
    public OptionalDouble decimal(String name, double most) {
        Optional<String> value = one(name);
        if (value.isEmpty()) {
            return OptionalDouble.empty();
        }
        double number = DECIMAL.matcher(value.get()).matches() ? Double.parseDouble(value.get()) : -1;
        if (number >= 0 && number <= most) {
            return OptionalDouble.of(number);
        }
        refuse(name, "out_of_range", "must be a number from 0 to " + (long) most);
        return OptionalDouble.empty();
    }

    /** Notes that a parameter is wrong, under the name it was given by. */
    public void refuse(String name, String code, String detail) {
        if (violations.size() < MOST_VIOLATIONS) {
            violations.add(Violation.ofParameter(asGiven(name), code, detail));
        }
    }

    private String asGiven(String name) {
        return given.containsKey(name)
                ? name
                : given.keySet().stream()
                        .filter(key -> name.equals(aliases.get(key)))
                        .findFirst()
                        .orElse(name);
    }

    /** Throws a 400 problem that names everything unknown, repeated or out of range. */
    public void check() {
        for (String name : given.keySet()) {
            if (!asked.contains(aliases.getOrDefault(name, name))) {
                refuse(name, "unknown_parameter", "is not a parameter here");
            }
        }
        if (!violations.isEmpty()) {
            throw Problem.invalidParameters(violations);
        }
    }

    private List<String> values(String name) {
        asked.add(name);
        return values.getOrDefault(name, List.of());
    }

    // lone surrogates cannot be written as JSON
    private static boolean isUnreadable(String text) {
        return text.codePoints()
                .anyMatch(character ->
                        Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE);
    }
}
