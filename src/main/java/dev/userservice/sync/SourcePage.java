package dev.userservice.sync;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the Auth Service's users in the order of their ids; without {@code nextAfter} the last one. How many there
 * are in total is told or not.
 */
record SourcePage(
        List<SourceUser> users,
        @Nullable String nextAfter,
        @Nullable Long total) {

    List<String> ids() {
        return users.stream().map(SourceUser::id).toList();
    }

    /**
     * Returns this page if it can follow {@code after}. Who is missing there is found by comparing ranges of ids, so an
     * order other than that of the bytes would delete users.
     *
     * @throws SourceException if it cannot
     */
    SourcePage checked(String after, int limit) {
        if (users.size() > limit) {
            throw new SourceException(
                    "The Auth Service sent %d users where %d were asked for".formatted(users.size(), limit));
        }
        String last = after;
        for (String id : ids()) {
            check(
                    isBefore(last, id),
                    SourceUserReader.shown(id) + " does not come after " + SourceUserReader.shown(last));
            last = id;
        }
        if (nextAfter != null) {
            check(!isBefore(nextAfter, last), "the next page would begin before the end of this one");
            check(isBefore(after, nextAfter), "the next page would begin where this one did");
        }
        return this;
    }

    private static void check(boolean inOrder, String fault) {
        if (!inOrder) {
            throw new SourceException(
                    "The Auth Service's users are not in ascending order of the bytes of their ids: " + fault);
        }
    }

    private static boolean isBefore(String first, String second) {
        return Arrays.compareUnsigned(first.getBytes(StandardCharsets.UTF_8), second.getBytes(StandardCharsets.UTF_8))
                < 0;
    }
}
