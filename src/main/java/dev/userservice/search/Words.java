package dev.userservice.search;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Splits a text into the words that can be looked for; punctuation by itself is none. */
final class Words {

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern READABLE = Pattern.compile("[\\p{L}\\p{N}\\p{So}]");

    private static final Pattern CHARACTER_IS_A_WORD =
            Pattern.compile("(?<=[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}])"
                    + "|(?=[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}])");
    private static final int MOST_PIECES = 24;

    private Words() {}

    static List<String> of(String text) {
        return Stream.of(SPACE.split(text))
                .filter(word -> READABLE.matcher(word).find())
                .toList();
    }

    /** The words, those of scripts without spaces taken apart into characters. */
    static List<String> pieces(String text) {
        return of(text).stream()
                .flatMap(CHARACTER_IS_A_WORD::splitAsStream)
                .filter(piece -> READABLE.matcher(piece).find())
                .distinct()
                .limit(MOST_PIECES)
                .toList();
    }
}
