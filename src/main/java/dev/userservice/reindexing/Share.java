package dev.userservice.reindexing;

import java.util.Locale;

/** A part of a whole, as a figure and in words. */
record Share(double part, double whole) {

    double value() {
        return whole == 0 ? 0 : part / whole;
    }

    /** Such as 0.7 %. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** How many of what have which fault, and what share of them may. */
    String sentence(String what, String fault, double allowed) {
        return String.format(
                Locale.ROOT,
                "%,.0f of %,.0f %s %s (%s; allowed %s).",
                part,
                whole,
                what,
                fault,
                percent(value()),
                percent(allowed));
    }
}
