package dev.userservice.search;

import dev.userservice.user.PublicUser;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of a user's names is suggested: the one that begins as somebody typed. */
final class UserSuggestion {

    private UserSuggestion() {}

    /** Of the handle and the names the first that begins so; the handle also for whom has no name. */
    static Suggestion of(PublicUser user, Typed typed) {
        List<String> names = names(user).toList();
        String name = names.isEmpty() ? null : names.getFirst();
        String handle = Objects.requireNonNullElse(user.username(), "");
        var shown = new Suggestion.User(user.id(), user.username(), name, user.profilePicture(), user.verified());
        if (name == null || typed.beginsHandleOf(user)) {
            return Suggestion.ofHandle(handle, shown);
        }
        return names.stream()
                .filter(typed::beginsIn)
                .findFirst()
                .map(one -> Suggestion.ofName(one, shown))
                .orElseGet(() ->
                        typed.beginsIn(handle) ? Suggestion.ofHandle(handle, shown) : Suggestion.ofName(name, shown));
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
