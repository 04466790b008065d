package dev.demo;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes up handles as people do; no two differ only in upper case. */
final class Handles {

    private final Dice dice;
    private final Set<String> taken = new HashSet<>();

    Handles(Dice dice) {
        this.dice = dice;
    }

    /** Keeps a handle from being made up again. */
    String reserve(String handle) {
        taken.add(handle.toLowerCase(Locale.ROOT));
        return handle;
    }

    String person(Name name, Niche niche) {
        String first = name.latinFirst().toLowerCase(Locale.ROOT);
        String last = name.latinLast().toLowerCase(Locale.ROOT);
        String word = dice.oneOf(niche.handleWords());
        int year = dice.between(75, 99);
        return free(dice.either(
                () -> first + "." + last,
                () -> first + "_" + last + year,
                () -> "the." + word + "_" + first + year,
                () -> first + "." + word,
                () -> first + "_" + word,
                () -> name.latinFirst() + name.latinLast(),
                () -> name.latinFirst() + "_" + name.latinLast(),
                () -> first.charAt(0) + "." + last,
                () -> word + ".with." + first,
                () -> "its" + first + last,
                () -> "real" + name.latinFirst() + year,
                () -> "_" + first + "_",
                () -> last + first + dice.between(1, 999),
                () -> first + last));
    }

    String company(String name, Place place, Niche niche) {
        String latin = Latin.of(name);
        String start = latin.substring(0, Math.min(latin.length(), 18)).toLowerCase(Locale.ROOT);
        String city = Latin.of(place.english().replaceAll(",.*", "")).toLowerCase(Locale.ROOT);
        return free(
                start.length() < 4
                        ? city + "." + dice.oneOf(niche.handleWords())
                        : dice.either(() -> start, () -> start + ".official", () -> start + "_" + city));
    }

    private String free(String wish) {
        String handle = wish;
        while (!taken.add(handle.toLowerCase(Locale.ROOT))) {
            handle = wish + (wish.endsWith("_") ? "" : "_") + dice.between(1, 9999);
        }
        return handle;
    }
}
