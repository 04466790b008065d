package dev.userservice.reindexing;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.userservice.indexing.Names;
import dev.userservice.user.UserProfile;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who is asked for by {@code asked} has to be among the first {@code within} hits, whoever it is. */
record GoldenRule(String name, Asked asked, int within) {

    private static final int SHORTEST_START = 4;
    private static final Pattern AT = Pattern.compile("^[\\s@]+");
    private static final Pattern MARKS = Pattern.compile("\\p{InCombiningDiacriticalMarks}+");

    /** What people type who look for a certain person. */
    enum Asked {
        HANDLE,
        HANDLE_WITH_AT,
        START_OF_HANDLE,
        NAME,
        NAME_WITHOUT_ACCENTS;

        @JsonCreator
        static Asked named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT).replace(' ', '_'));
        }

        /** All texts of this sort that mean this user, if there are any. */
        List<String> texts(UserProfile user) {
            String handle =
                    AT.matcher(Objects.requireNonNullElse(user.username(), "")).replaceFirst("");
            Stream<String> texts = switch (this) {
                case HANDLE -> Stream.of(handle);
                case HANDLE_WITH_AT -> Stream.of("@" + handle);
                case START_OF_HANDLE ->
                    handle.codePointCount(0, handle.length()) > SHORTEST_START
                            ? Stream.of(start(handle))
                            : Stream.empty();
                case NAME -> Names.of(user).stream();
                case NAME_WITHOUT_ACCENTS ->
                    Names.of(user).stream()
                            .map(GoldenRule::plain)
                            .filter(plain -> !Names.of(user).contains(plain));
            };
            return texts.toList();
        }
    }

    /** Where a user has to be, in words. */
    String place() {
        return within == 1 ? "who are first" : "who are among the first " + within;
    }

    private static String start(String handle) {
        int characters = Math.max(SHORTEST_START, handle.codePointCount(0, handle.length()) * 2 / 3);
        return handle.substring(0, handle.offsetByCodePoints(0, characters));
    }

    private static String plain(String name) {
        return Normalizer.normalize(
                MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll(""), Normalizer.Form.NFC);
    }
}
