package dev.userservice.search;

/**
 * The ways a person can match a text, best first, and what each is worth. The score of a hit is
 *
 * <pre>points of its best match x (1 + {@value #FAME} x searchScore)</pre>
 *
 * The search score is at most 1, so fame multiplies by at most 1.5, and every match is worth more than 1.5 times the
 * next: fame orders people who match equally well, and never lifts a partial match above an exact one. So hits can be
 * sorted by points first and by search score second. Points do not depend on how often a word occurs, so a place changes
 * only with the people: cursors stay where they are while others change, and two indexes of the same people rank alike.
 */
enum Match {
    HANDLE(10_000, "the handle is exactly this"),
    OTHER_HANDLE(5_000, "the handle on another platform is exactly this"),
    FULL_NAME(3_000, "the full name is exactly this"),
    FULL_NAME_FOLDED(1_800, "the full name is this, apart from accents"),
    JOINED(1_100, "the full name or handle is this, apart from spaces and punctuation"),
    NAME_WORDS(700, "all words are in the name"),
    NAME_WORDS_FOLDED(450, "all words are in the name, apart from accents"),
    PARTS(290, "all words are parts of the name or handle"),
    START(190, "the full name or handle begins with this"),
    BEGINNINGS(120, "all words are beginnings of words in the name or handle"),
    LABELS(70, "all words are in niche, categories, platform, skills, specializations, industry or name"),
    HEADLINE(
            46,
            "all words are in niche, categories, platform, skills, specializations, industry, company, location or name"),
    ANYWHERE(30, "all words are somewhere in the profile"),
    FUZZY_NAME(19, "the name or handle is like this, apart from a typing error in a word"),
    FUZZIER_NAME(12, "the name is like this, apart from two typing errors in a word"),
    FUZZY_LABELS(
            7,
            "all words are in niche, categories, platform, skills, specializations or industry, apart from typing errors or endings"),
    FUZZY_ANYWHERE(4, "all words are somewhere in the profile, apart from typing errors or endings"),
    ANY_WORD(2, "some of the words are somewhere in the profile");

    static final double FAME = 0.5;

    private final int points;
    private final String description;

    Match(int points, String description) {
        this.points = points;
        this.description = description;
    }

    /** What a match of this kind is worth; of {@link #ANY_WORD}, shared by the words, the most. */
    int points() {
        return points;
    }

    /** In plain words. */
    String description() {
        return description;
    }
}
