package dev.demo;

import java.text.Normalizer;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes alphabets that allow it letter by letter in plain Latin, as people do in their handles. */
final class Latin {

    private static final Map<Integer, String> LETTERS = Map.ofEntries(
            letter("ł", "l"),
            letter("đ", "d"),
            letter("ø", "o"),
            letter("ı", "i"),
            letter("ß", "ss"),
            letter("æ", "ae"),
            letter("œ", "oe"),
            letter("а", "a"),
            letter("б", "b"),
            letter("в", "v"),
            letter("г", "g"),
            letter("ґ", "g"),
            letter("д", "d"),
            letter("е", "e"),
            letter("є", "ye"),
            letter("ж", "zh"),
            letter("з", "z"),
            letter("и", "i"),
            letter("і", "i"),
            letter("к", "k"),
            letter("л", "l"),
            letter("м", "m"),
            letter("н", "n"),
            letter("о", "o"),
            letter("п", "p"),
            letter("р", "r"),
            letter("с", "s"),
            letter("т", "t"),
            letter("у", "u"),
            letter("ф", "f"),
            letter("х", "kh"),
            letter("ц", "ts"),
            letter("ч", "ch"),
            letter("ш", "sh"),
            letter("щ", "shch"),
            letter("ы", "y"),
            letter("э", "e"),
            letter("ю", "yu"),
            letter("я", "ya"));

    private Latin() {}

    /** Letters and digits only, upper case as it was. */
    static String of(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .mapToObj(Latin::letter)
                .collect(Collectors.joining())
                .replaceAll("[^A-Za-z0-9]", "");
    }

    private static String letter(int codePoint) {
        String replacement = LETTERS.get(Character.toLowerCase(codePoint));
        if (replacement == null) {
            return Character.toString(codePoint);
        }
        return Character.isUpperCase(codePoint)
                ? Character.toUpperCase(replacement.charAt(0)) + replacement.substring(1)
                : replacement;
    }

    private static Map.Entry<Integer, String> letter(String letter, String latin) {
        return Map.entry(letter.codePointAt(0), latin);
    }
}
