package dev.userservice.indexing;

import dev.userservice.user.UserProfile;
import java.text.Normalizer;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The names somebody is looked for by: first and last name; family name first where that is the custom; a brand's
 * company. Composed (NFC) and spaced as a search composes and spaces its text, so that both ways of writing an accent find
 * each other.
 */
public final class Names {

    private static final Pattern EAST_ASIAN =
            Pattern.compile("[\\p{IsHan}\\p{IsHangul}\\p{IsHiragana}\\p{IsKatakana}]");

    private static final Pattern SPACES = Pattern.compile("(?U)\\s+");

    private Names() {}

    public static List<String> of(UserProfile user) {
        return Stream.of(westernOrder(user), easternOrder(user), company(user))
                .filter(Objects::nonNull)
                .map(name -> Normalizer.normalize(name, Normalizer.Form.NFC))
                .map(name -> SPACES.matcher(name).replaceAll(" ").strip())
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static String westernOrder(UserProfile user) {
        return Stream.of(user.firstName(), user.lastName())
                .filter(Objects::nonNull)
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }

    private static @Nullable String easternOrder(UserProfile user) {
        return user.firstName() != null
                        && user.lastName() != null
                        && EAST_ASIAN.matcher(user.lastName()).find()
                ? user.lastName().strip() + user.firstName().strip()
                : null;
    }

    private static @Nullable String company(UserProfile user) {
        return user.roles().contains("BRAND") ? user.companyName() : null;
    }
}
