package dev.userservice.search;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Recognises text that gives away how somebody can be reached: an e-mail address, however spaced or cut off, or a phone
 * number. It would rather take too much for one: a search forgotten costs little.
 */
final class PersonalText {

    // "bob@mail", "bob @ mail.com", "bob @mail.com", "bob (at) mail"; but "@anna", "by @anna.smith" and "photos @ home"
    private static final Pattern EMAIL_ADDRESS = Pattern.compile("""
            (?xiU) [\\w.%+\\-"'] @ \\w
            | \\S @ \\S+ \\. \\S
            | \\S \\s* @ \\s+ \\S+ \\. \\S
            | \\S \\s+ @ \\S+ \\. (?: com | net | org | info | biz | edu | gov | \\p{L}{2} ) (?! \\w )
            | \\S \\s* [(\\[{<] \\s* (?: at | @ ) \\s* [)\\]}>] \\s* \\S""");

    private static final Pattern AROUND_AT = Pattern.compile("[@(\\[{<]");

    private static final Pattern YEAR = Pattern.compile("(?U)(?<!\\w)(?:19|20)\\d\\d(?!\\w)");

    // digits of a handle are part of a word
    private static final Pattern PHONE_NUMBER =
            Pattern.compile("(?U)(?<![\\w@])\\d(?:[\\s()./+\\p{Pd}]*+\\d){6,}+(?!\\w)");

    private static final int FEWEST_DIGITS = 7;

    private PersonalText() {}

    static boolean is(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return isAddress(plain) || isNumber(plain);
    }

    // few searches have a sign of one, and only those are worth a closer look
    private static boolean isAddress(String text) {
        return AROUND_AT.matcher(text).find() && EMAIL_ADDRESS.matcher(text).find();
    }

    private static boolean isNumber(String text) {
        return text.codePoints().filter(Character::isDigit).count() >= FEWEST_DIGITS
                && PHONE_NUMBER.matcher(YEAR.matcher(text).replaceAll(" ")).find();
    }
}
