package dev.userservice.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One way to go on from what is typed: a text to search for, and the user it stands for if it is one. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Suggestion(String text, String kind, @Nullable User user) {

    /** Enough of a user to show in a list. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record User(
            String id,
            @Nullable String username,
            @Nullable String name,
            @Nullable String profilePicture,
            boolean verified) {}

    private enum Kind {
        HANDLE,
        NAME,
        NICHE,
        CATEGORY,
        PLACE,
        QUERY
    }

    static Suggestion ofHandle(String handle, User user) {
        return of(handle, Kind.HANDLE, user);
    }

    static Suggestion ofName(String name, User user) {
        return of(name, Kind.NAME, user);
    }

    static Suggestion ofWord(Vocabulary.Word word) {
        Kind kind = switch (word.kind()) {
            case NICHE -> Kind.NICHE;
            case CATEGORY -> Kind.CATEGORY;
            case PLACE -> Kind.PLACE;
        };
        return of(word.text(), kind, null);
    }

    static Suggestion ofQuery(String query) {
        return of(query, Kind.QUERY, null);
    }

    private static Suggestion of(String text, Kind kind, @Nullable User user) {
        return new Suggestion(text, kind.name().toLowerCase(Locale.ROOT), user);
    }
}
