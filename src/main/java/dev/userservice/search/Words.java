package dev.userservice.search;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Splits a text into the words that can be looked for; punctuation by itself is none. */
final class Words {

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final String READABLE = "\\p{L}\\p{N}\\p{So}";
    private static final Pattern SOMETHING = Pattern.compile("[" + READABLE + "]");
    // as the index joins and splits names
    private static final Pattern SEPARATORS = Pattern.compile("[^" + READABLE + "]+");

    private static final Pattern CHARACTER_IS_A_WORD =
            Pattern.compile("(?<=[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}])"
                    + "|(?=[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}])");
    private static final int MOST_PIECES = 24;

    // said in a sentence, but nothing to look for in a profile
    private static final Set<String> SMALL_WORDS = Set.of(
            "a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "who", "with");

    private Words() {}

    /** Whether there are any. */
    static boolean areIn(String text) {
        return SOMETHING.matcher(text).find();
    }

    static List<String> of(String text) {
        return Stream.of(SPACE.split(text))
                .filter(word -> SOMETHING.matcher(word).find())
                .toList();
    }

    /** A name without what separates its parts. */
    static String joined(String name) {
        return SEPARATORS.matcher(name).replaceAll("");
    }

    /** What the separators of a name leave. */
    static List<String> parts(String name) {
        return SEPARATORS.splitAsStream(name).filter(part -> !part.isEmpty()).toList();
    }

    /** Each word once, without small ones such as "in" and "the" unless there are no others. */
    static List<String> telling(String text) {
        return telling(of(text));
    }

    static List<String> telling(List<String> all) {
        List<String> words = all.stream().distinct().toList();
        List<String> telling = words.stream()
                .filter(word -> !SMALL_WORDS.contains(word.toLowerCase(Locale.ROOT)))
                .toList();
        return telling.isEmpty() ? words : telling;
    }

    /** The telling words, those of scripts without spaces taken apart into characters. */
    static List<String> pieces(String text) {
        return telling(text).stream()
                .flatMap(CHARACTER_IS_A_WORD::splitAsStream)
                .filter(piece -> SOMETHING.matcher(piece).find())
                .distinct()
                .limit(MOST_PIECES)
                .toList();
    }
}
