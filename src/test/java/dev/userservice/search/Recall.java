package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Counts how many of many searches find whom they should, and remembers the others. */
final class Recall {

    private final String what;
    private final List<String> missed = new ArrayList<>();
    private int searches;

    Recall(String what) {
        this.what = what;
    }

    void count(String query, boolean found) {
        searches++;
        if (!found) {
            missed.add(query);
        }
    }

    void isAtLeast(double percent) {
        double found = 100.0 * (searches - missed.size()) / searches;
        String figure = String.format(Locale.ROOT, "%s: %.1f %% of %d", what, found, searches);
        System.out.println("Recall, " + figure);
        assertThat(found).as("%s; missed %s", figure, missed).isGreaterThanOrEqualTo(percent);
    }
}
