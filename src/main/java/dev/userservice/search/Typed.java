package dev.userservice.search;

import dev.userservice.user.PublicUser;
import java.util.List;
import java.util.stream.Stream;

/** What somebody has typed of a name, made ready once to be compared with those of several users. */
record Typed(String text, String normalized, String joined, List<String> parts) {

    static Typed of(String text) {
        String normalized = NormalizedQuery.of(text);
        return new Typed(text, normalized, Words.joined(normalized), Words.parts(normalized));
    }

    /** Whether it is the user's handle, with or without separators. */
    boolean isHandleOf(PublicUser user) {
        return user.username() != null && joined.equals(joined(user.username()));
    }

    /** Whether it is so with its separators. */
    boolean isLiterallyHandleOf(PublicUser user) {
        return user.username() != null && normalized.equals(NormalizedQuery.of(user.username()));
    }

    /** Whether the handle begins so, with or without separators. */
    boolean beginsHandleOf(PublicUser user) {
        return user.username() != null && joined(user.username()).startsWith(joined);
    }

    /** Whether all of a name, or a part of it for each part of this, begins so. */
    boolean beginsIn(String name) {
        String normal = NormalizedQuery.of(name);
        return Words.joined(normal).startsWith(joined)
                || beginsAll(Stream.of(normal, NormalizedQuery.of(Words.apart(name)))
                        .flatMap(one -> Words.parts(one).stream())
                        .toList());
    }

    private boolean beginsAll(List<String> starts) {
        return parts.stream().allMatch(part -> starts.stream().anyMatch(start -> start.startsWith(part)));
    }

    private static String joined(String handle) {
        return Words.joined(NormalizedQuery.of(handle));
    }
}
