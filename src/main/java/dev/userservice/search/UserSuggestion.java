package dev.userservice.search;

import dev.userservice.user.PublicUser;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of a user's names is suggested: the one that begins as somebody typed. */
final class UserSuggestion {

    private UserSuggestion() {}

    /** If nothing begins so, the name or else the handle. */
    static Suggestion of(PublicUser user, Typed typed) {
        return fitting(user, typed)
                .orElseGet(() -> names(user)
                        .findFirst()
                        .map(name -> Suggestion.ofName(name, shown(user)))
                        .orElseGet(() -> ofHandle(user)));
    }

    /** The handle if all of it begins so, else a name that does, else the handle if its parts do, else nothing. */
    static Optional<Suggestion> fitting(PublicUser user, Typed typed) {
        return typed.beginsHandleOf(user)
                ? Optional.of(ofHandle(user))
                : names(user)
                        .filter(typed::beginsIn)
                        .findFirst()
                        .map(name -> Suggestion.ofName(name, shown(user)))
                        .or(() -> typed.beginsIn(handle(user)) ? Optional.of(ofHandle(user)) : Optional.empty());
    }

    private static Suggestion ofHandle(PublicUser user) {
        return Suggestion.ofHandle(handle(user), shown(user));
    }

    private static String handle(PublicUser user) {
        return Objects.requireNonNullElse(user.username(), "");
    }

    private static Suggestion.User shown(PublicUser user) {
        return new Suggestion.User(
                user.id(),
                user.username(),
                names(user).findFirst().orElse(null),
                user.profilePicture(),
                user.verified());
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
