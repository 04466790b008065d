package dev.userservice.search;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What queries have in common that differ only in case, accents, width, spaces or the {@code @} of a handle. Letters
 * become plain ones as in the search index, also those that are no letter with an accent.
 */
public final class NormalizedQuery {

    // accents, the vowels that Hebrew and Arabic are hardly ever written with, what only stretches or joins
    // letters, and how a sign looks; in other scripts a word is another without a mark
    private static final Pattern MARKS = Pattern.compile("[\\p{InCombiningDiacriticalMarks}"
            + "\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7"
            + "\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed"
            + "\\u200c\\ufe00-\\ufe0f]+");
    // a Cyrillic letter is another one without its mark
    private static final Pattern ACCENTS =
            Pattern.compile("(?<=[\\p{IsLatin}\\p{IsGreek}])\\p{InCombiningDiacriticalMarks}+");

    private static final Pattern SPACES = Pattern.compile("(?U)\\s+");
    private static final Pattern START = Pattern.compile("^[@ ]+");

    // what is typed for letters that Unicode does not take apart, of those people's names are written with
    private static final Map<Character, String> PLAIN = Stream.of("""
                    a ə, ae æ, b ƀɓ, c ƈȼ, d đðɖɗ, e ǝɛɇ, f ƒ, g ɠɡ, h ħ, i ıɨ, j ɉ,
                    k ƙ, l łƚɫ, m ɯ, n ŋɲƞ, o øɔɵ, oe œ, p ƥ, q ĸɋ, r ɍɽ, ss ß, t ŧƭʈ,
                    th þ, u ʉ, v ʋʌ, y ƴɏ, z ƶ, σ ς, е ё, ا أإآٱ, و ؤ, ي ئىیےۓ, ك ک,
                    ه ةۀہەۂ, כ ך, מ ם, נ ן, פ ף, צ ץ, ' ’‘ʼʻʹʽʾʿ՚, " “”, - ‐–—
                    """.strip().split(",\\s+"))
            .map(line -> line.split(" ", 2))
            .flatMap(line -> line[1].chars().mapToObj(letter -> Map.entry((char) letter, line[0])))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private NormalizedQuery() {}

    public static String of(String query) {
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
        String composed = MARKS.matcher(lower).replaceAll("");
        String folded = ACCENTS.matcher(Normalizer.normalize(composed, Normalizer.Form.NFD))
                .replaceAll("");
        return plain(Normalizer.normalize(folded, Normalizer.Form.NFC));
    }

    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            plain.append(PLAIN.getOrDefault(text.charAt(i), String.valueOf(text.charAt(i))));
        }
        return plain.toString();
    }
}
