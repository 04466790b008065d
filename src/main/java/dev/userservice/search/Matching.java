package dev.userservice.search;

import static dev.userservice.search.Clauses.A_TYPO;
import static dev.userservice.search.Clauses.TYPOS;
import static dev.userservice.search.Clauses.almost;
import static dev.userservice.search.Clauses.anyOf;
import static dev.userservice.search.Clauses.has;
import static dev.userservice.search.Clauses.is;
import static dev.userservice.search.Clauses.like;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes the query that finds and scores people for a text. The first attempt is exact and cheap. Only when it finds too
 * little are typing errors and endings allowed, and only when that finds nobody is one word enough.
 */
final class Matching {

    /** Where a word can stand; told to whoever asks why. */
    enum Place {
        NAME("parts", "in the name or handle"),
        LABELS("labels", "in niche, categories, platform, skills, specializations or industry"),
        COMPANY("companyName", "in the company"),
        LOCATION("location", "in the location"),
        BIO("bio", "in the bio");

        private final String field;
        private final String description;

        Place(String field, String description) {
            this.field = field;
            this.description = description;
        }

        String description() {
            return description;
        }
    }

    private final Wording wording;
    private final String text;
    private final List<String> words;
    private final boolean named;

    private Matching(Wording wording, boolean named) {
        this.wording = wording;
        this.text = wording.text();
        this.words = wording.words();
        this.named = named;
    }

    /** The query of one attempt. */
    static Query of(String text, Attempt attempt) {
        Wording wording = Wording.of(text);
        return attempt == Attempt.EXACT ? PreparedMatching.of(wording) : of(wording, attempt);
    }

    static Query of(Wording wording, Attempt attempt) {
        return new Matching(wording, false).best(attempt);
    }

    /** The same with a name on every clause and for every word in every place, so that a response tells what matched. */
    static Query explained(String text, Attempt attempt) {
        return new Matching(Wording.of(text), true).explained(attempt);
    }

    /** One word, wherever the first attempt would look for it. */
    static Query word(String word) {
        return somewhere(word);
    }

    private Query best(Attempt attempt) {
        return Query.of(query -> query.disMax(of -> of.queries(matches(attempt))));
    }

    private Query explained(Attempt attempt) {
        List<Query> places = new ArrayList<>();
        for (Place place : Place.values()) {
            for (int i = 0; i < words.size(); i++) {
                places.add(worth(name(place, i), 0, has(place.field, words.get(i))));
            }
        }
        return Query.of(query -> query.bool(bool -> bool.must(best(attempt)).should(places)));
    }

    // what an earlier attempt has not found need not be looked for again
    private List<Query> matches(Attempt attempt) {
        return switch (attempt) {
            case EXACT ->
                Stream.of(handlesAndFullNames(), words.isEmpty() ? List.<Query>of() : namesAndParts(), weak())
                        .flatMap(List::stream)
                        .toList();
            case FUZZY_TOO -> Stream.concat(weak().stream(), fuzzy().stream()).toList();
            case FUZZY -> fuzzy();
            case ANY_WORD -> List.of(anyWord());
        };
    }

    private List<Query> handlesAndFullNames() {
        return List.of(
                worth(Match.HANDLE, is("username", text)),
                worth(
                        Match.OTHER_HANDLE,
                        anyOf(
                                is("instagramHandle", text),
                                is("twitterHandle", text),
                                is("youtubeHandle", text),
                                is("linkedinHandle", text))),
                worth(Match.FULL_NAME, is("name.exact", text)),
                worth(Match.FULL_NAME_FOLDED, is("name.label", text)));
    }

    private List<Query> namesAndParts() {
        return List.of(
                worth(Match.JOINED, anyOf(is("username.joined", text), is("name.joined", text))),
                worth(Match.NAME_WORDS, has("name.typed", text)),
                worth(Match.NAME_WORDS_FOLDED, has("name", text)),
                worth(Match.PARTS, anyOf(has("parts", text), has("parts", wording.joined()))),
                worth(Match.START, has("starts", text)),
                worth(Match.BEGINNINGS, has("beginnings", text)));
    }

    private List<Query> weak() {
        return words.isEmpty()
                ? List.of()
                : List.of(
                        worth(
                                Match.LABELS,
                                orTogether("labels", allOf(word -> anyOf(has("labels", word), has("parts", word))))),
                        worth(Match.HEADLINE, allOf(Matching::inHeadline)),
                        worth(Match.ANYWHERE, orTogether("everything", allOf(Matching::somewhere))));
    }

    // two words can mean what others write as one
    private Query orTogether(String field, Query eachWord) {
        return words.size() == 1 ? eachWord : anyOf(eachWord, has(field, wording.telling()));
    }

    private List<Query> fuzzy() {
        List<Query> fuzzy = new ArrayList<>(List.of(
                worth(Match.FUZZY_NAME, likeTheName()),
                worth(Match.FUZZY_LABELS, allOf(word -> almost("labels", word))),
                worth(Match.FUZZY_ANYWHERE, allOf(Matching::almostSomewhere))));
        if (words.stream().anyMatch(Clauses::mayHaveTwoTypos)) {
            fuzzy.add(worth(Match.FUZZIER_NAME, like("name", text, TYPOS, 0)));
        }
        return fuzzy;
    }

    private Query anyWord() {
        List<String> pieces = Words.pieces(text);
        float share = (float) Match.ANY_WORD.points() / pieces.size();
        var some = new BoolQuery.Builder();
        pieces.forEach(word -> some.should(Query.of(best -> best.disMax(of -> of.queries(
                worth("WORD", share, has("parts", word)),
                worth("WORD", share * 3 / 4, like("name", word, TYPOS, 1)),
                worth("WORD", share / 2, almostSomewhere(word)))))));
        if (named) {
            some.queryName(Match.ANY_WORD.name());
        }
        return Query.of(query -> query.bool(some.build()));
    }

    /** The name of the clause for the word at this index in this place. */
    static String name(Place place, int index) {
        return place + " " + index;
    }

    private static Query inHeadline(String word) {
        return anyOf(has("labels", word), has("parts", word), has("companyName", word), has("location", word));
    }

    private static Query somewhere(String word) {
        return anyOf(has("everything", word), has("parts", word));
    }

    private Query likeTheName() {
        // two wrong letters in a whole handle would cost more than all the rest
        return anyOf(
                like("username.joined", text, A_TYPO, 1),
                like("name.joined", text, A_TYPO, 1),
                like("name", text, A_TYPO, 0));
    }

    private static Query almostSomewhere(String word) {
        return anyOf(has("parts", word), almost("everything", word));
    }

    private Query allOf(Function<String, Query> query) {
        return Query.of(
                all -> all.bool(bool -> bool.filter(words.stream().map(query).toList())));
    }

    private Query worth(Match match, Query query) {
        return worth(match.name(), match.points(), query);
    }

    private Query worth(String name, float points, Query query) {
        return Query.of(of -> of.constantScore(score -> {
            score.filter(query).boost(points);
            return named ? score.queryName(name) : score;
        }));
    }
}
