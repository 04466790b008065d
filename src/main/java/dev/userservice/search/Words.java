package dev.userservice.search;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Splits a text into the words that can be looked for, and a name into its parts; punctuation by itself is none. */
final class Words {

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern READABLE = Pattern.compile("[\\p{L}\\p{N}\\p{So}]");

    // as the index joins and splits names
    private static final Pattern SEPARATORS = Pattern.compile("[[^\\p{L}\\p{N}\\p{M}\\p{So}]\\ufe00-\\ufe0f]+");
    private static final Pattern BETWEEN_PARTS = Pattern.compile("(?<=\\p{Ll})(?=\\p{Lu})"
            + "|(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})|(?<=\\p{So})(?!\\p{So})|(?<!\\p{So})(?=\\p{So})");

    // katakana spells a word, what is written in the other scripts without spaces can be several
    private static final String SEVERAL = "[\\p{IsHan}\\p{IsHiragana}\\p{IsHangul}\\u30fc]+";
    private static final Pattern OF_ONE_SCRIPT = Pattern.compile("\\p{IsKatakana}[\\p{IsKatakana}\\u30fc]*|" + SEVERAL
            + "|[^\\p{IsHan}\\p{IsHiragana}\\p{IsHangul}\\p{IsKatakana}\\u30fc]+");
    private static final int MOST_PIECES = 24;

    // said in a sentence, but nothing to look for in a profile
    private static final Set<String> SMALL_WORDS = Set.of(
            "a", "an", "and", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "who", "with");

    private Words() {}

    /** Whether there are any. */
    static boolean areIn(String text) {
        return READABLE.matcher(text).find();
    }

    static List<String> of(String text) {
        return Stream.of(SPACE.split(text))
                .filter(word -> READABLE.matcher(word).find())
                .toList();
    }

    /** A normalized name without what separates its parts. */
    static String joined(String normalized) {
        return SEPARATORS.matcher(normalized).replaceAll("");
    }

    /** A name with a space wherever another part begins without a separator: a capital, a number, a sign. */
    static String apart(String name) {
        return BETWEEN_PARTS.matcher(name).replaceAll(" ");
    }

    /** What the separators of a normalized name leave. */
    static List<String> parts(String normalized) {
        return SEPARATORS
                .splitAsStream(normalized)
                .filter(part -> !part.isEmpty())
                .toList();
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

    /** The telling words, those of scripts without spaces taken apart into pairs: one character alone tells too little. */
    static List<String> pieces(String text) {
        return telling(text).stream()
                .flatMap(word -> OF_ONE_SCRIPT.matcher(word).results().map(MatchResult::group))
                .flatMap(run -> run.matches(SEVERAL) ? pairs(run.codePoints().toArray()) : Stream.of(run))
                .filter(piece -> READABLE.matcher(piece).find())
                .distinct()
                .limit(MOST_PIECES)
                .toList();
    }

    /** Whether a text is a single piece, of which nothing can be left out. */
    static boolean areOnePiece(String text) {
        return pieces(text).equals(List.of(text));
    }

    private static Stream<String> pairs(int[] characters) {
        return characters.length == 1
                ? Stream.of(Character.toString(characters[0]))
                : IntStream.range(1, characters.length).mapToObj(second -> new String(characters, second - 1, 2));
    }
}
