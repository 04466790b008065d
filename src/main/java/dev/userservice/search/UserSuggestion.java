package dev.userservice.search;

import dev.userservice.user.PublicUser;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of a user's names is suggested: the one that begins as somebody typed. */
final class UserSuggestion {

    // as the index joins and splits names
    private static final Pattern SEPARATORS = Pattern.compile("[^\\p{L}\\p{N}\\p{So}]+");

    private UserSuggestion() {}

    /** Whether the handle is what somebody typed, with or without its separators. */
    static boolean isExactly(PublicUser user, String text) {
        return user.username() != null && joined(user.username()).equals(joined(text));
    }

    /** Whether it is so with its separators. */
    static boolean isLiterally(PublicUser user, String text) {
        return user.username() != null && NormalizedQuery.of(user.username()).equals(NormalizedQuery.of(text));
    }

    /** Without its separators. */
    static String joined(String name) {
        return SEPARATORS.matcher(NormalizedQuery.of(name)).replaceAll("");
    }

    static Suggestion of(PublicUser user, String text) {
        List<String> names = names(user).toList();
        String name = names.isEmpty() ? null : names.getFirst();
        String handle = Objects.requireNonNullElse(user.username(), "");
        var shown = new Suggestion.User(user.id(), user.username(), name, user.profilePicture(), user.verified());
        if (name == null || joined(handle).startsWith(joined(text))) {
            return Suggestion.ofHandle(handle, shown);
        }
        return names.stream()
                .filter(one -> hasBeginnings(one, text))
                .findFirst()
                .map(one -> Suggestion.ofName(one, shown))
                .orElseGet(() -> hasBeginnings(handle, text)
                        ? Suggestion.ofHandle(handle, shown)
                        : Suggestion.ofName(name, shown));
    }

    /** Whether the parts of it, or all of it, begin as somebody typed. */
    private static boolean hasBeginnings(String name, String text) {
        List<String> parts = parts(name);
        return joined(name).startsWith(joined(text))
                || parts(text).stream().allMatch(typed -> parts.stream().anyMatch(part -> part.startsWith(typed)));
    }

    private static List<String> parts(String name) {
        return SEPARATORS
                .splitAsStream(NormalizedQuery.of(name))
                .filter(part -> !part.isEmpty())
                .toList();
    }

    // the first is the one to show
    private static Stream<String> names(PublicUser user) {
        String person = Stream.of(user.firstName(), user.lastName())
                .filter(Objects::nonNull)
                .map(String::strip)
                .collect(Collectors.joining(" "));
        boolean isBrand = user.roles() != null && user.roles().contains("BRAND");
        return Stream.of(isBrand ? user.companyName() : null, person)
                .filter(Objects::nonNull)
                .filter(name -> !name.isEmpty());
    }
}
