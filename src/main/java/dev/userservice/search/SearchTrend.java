package dev.userservice.search;

/** How much something was searched for in a window, and by how many people in the window before. */
record SearchTrend(String term, long people, long formerPeople, long searches, long results) {

    // as many as it takes to be told of at all
    private static final double USUAL = PopularSearches.FEWEST_PEOPLE;

    /**
     * How many times as many people as in the former window, both brought to the same length, as if a few more had
     * searched in each: one person more is nothing among many, and not everything among few.
     */
    double lift(double lengthOfFormer) {
        return (people * lengthOfFormer + USUAL) / (formerPeople + USUAL);
    }

    long averageResults() {
        return Math.round((double) results / searches);
    }
}
