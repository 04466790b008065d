package dev.userservice.search;

import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One search that was answered; {@code searcher} is a pseudonym, or null for an anonymous caller. */
record SearchRecord(
        String query,
        String type,
        Map<String, List<String>> filters,
        long resultCount,
        long durationMillis,
        @Nullable String searcher,
        Instant at) {

    private static final Pattern EMAIL_ADDRESS = Pattern.compile("\\S@\\S+\\.\\S");

    /** Whether something that was typed looks like an e-mail address. */
    boolean holdsEmailAddress() {
        return Stream.concat(Stream.of(query), filters.values().stream().flatMap(List::stream))
                .map(text -> Normalizer.normalize(text, Normalizer.Form.NFKC))
                .anyMatch(text -> EMAIL_ADDRESS.matcher(text).find());
    }
}
