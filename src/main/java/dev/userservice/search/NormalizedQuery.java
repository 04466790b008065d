package dev.userservice.search;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What queries have in common that differ only in case, accents, width, spaces or the {@code @} of a handle. */
final class NormalizedQuery {

    // of Latin, Greek and Cyrillic only: in other scripts a mark can be a vowel, and a word is another without it
    private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");

    private static final Pattern SPACES = Pattern.compile("(?U)\\s+");
    private static final Pattern START = Pattern.compile("^[@ ]+");

    private NormalizedQuery() {}

    static String of(String query) {
        String lower = Normalizer.normalize(query, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String folded = ACCENTS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD))
                .replaceAll("");
        String composed = Normalizer.normalize(folded, Normalizer.Form.NFC);
        String spaced = SPACES.matcher(composed).replaceAll(" ");
        return START.matcher(spaced).replaceFirst("").strip();
    }
}
