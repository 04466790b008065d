package dev.userservice.indexing;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The places named in a free-text location, "Berlin, Germany" being two, so that each can be counted and chosen. */
public final class Places {

    private static final Pattern BETWEEN = Pattern.compile("[,;/|•·⇄↔→➡&+]|\\s-\\s");
    private static final Pattern NOTHING_TO_READ = Pattern.compile("[^\\p{L}]*");
    private static final Pattern AT_THE_END = Pattern.compile("[.\\s]+$");
    private static final int LONGEST = 60;
    private static final int MOST = 5;

    private Places() {}

    public static List<String> of(@Nullable String location) {
        return location == null
                ? List.of()
                : Stream.of(BETWEEN.split(location))
                        .map(Places::trimmed)
                        .filter(place -> !NOTHING_TO_READ.matcher(place).matches())
                        .filter(place -> place.length() <= LONGEST)
                        .distinct()
                        .limit(MOST)
                        .toList();
    }

    private static String trimmed(String place) {
        return AT_THE_END.matcher(place.strip()).replaceFirst("");
    }
}
