package dev.userservice.search;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What queries have in common that differ only in case, accents, width, spaces or the {@code @} of a handle. Latin letters
 * become ASCII as in the search index, also those that are no letter with an accent.
 */
final class NormalizedQuery {

    // of Latin, Greek and Cyrillic only: in other scripts a mark can be a vowel, and a word is another without it
    private static final Pattern ACCENTS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");

    private static final Pattern SPACES = Pattern.compile("(?U)\\s+");
    private static final Pattern START = Pattern.compile("^[@ ]+");

    // of the letters people's names are written with, those that Unicode does not take apart
    private static final Map<Character, String> ASCII = Map.ofEntries(
            Map.entry('ß', "ss"),
            Map.entry('æ', "ae"),
            Map.entry('œ', "oe"),
            Map.entry('ø', "o"),
            Map.entry('ł', "l"),
            Map.entry('đ', "d"),
            Map.entry('ð', "d"),
            Map.entry('þ', "th"),
            Map.entry('ħ', "h"),
            Map.entry('ŧ', "t"),
            Map.entry('ŋ', "n"),
            Map.entry('ı', "i"),
            Map.entry('ĸ', "q"),
            Map.entry('ə', "a"),
            Map.entry('ƒ', "f"),
            Map.entry('’', "'"),
            Map.entry('‘', "'"),
            Map.entry('“', "\""),
            Map.entry('”', "\""),
            Map.entry('‐', "-"),
            Map.entry('–', "-"),
            Map.entry('—', "-"));

    private NormalizedQuery() {}

    static String of(String query) {
        String folded = isAscii(query) ? query.toLowerCase(Locale.ROOT) : folded(query);
        String spaced = SPACES.matcher(folded).replaceAll(" ");
        return START.matcher(spaced).replaceFirst("").strip();
    }

    // most are, and have nothing to fold
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static String folded(String query) {
        String lower = Normalizer.normalize(query, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String folded = ACCENTS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFD))
                .replaceAll("");
        return ascii(Normalizer.normalize(folded, Normalizer.Form.NFC));
    }

    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            ascii.append(ASCII.getOrDefault(text.charAt(i), String.valueOf(text.charAt(i))));
        }
        return ascii.toString();
    }
}
