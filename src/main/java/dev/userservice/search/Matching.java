package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionBoostMode;
import co.elastic.clients.elasticsearch._types.query_dsl.FunctionScoreMode;
import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Makes the query that finds and scores people for a text. The first attempt is exact and cheap. Only when it finds too
 * little are typing errors and endings allowed, and only when that finds nobody is one word enough; later attempts keep
 * whatever earlier ones find, on top.
 */
final class Matching {

    /** One letter wrong from 4 letters on, two from 8 on. */
    private static final String TYPOS = "AUTO:4,8";

    private static final int MOST_EXPANSIONS = 50;

    private final String text;
    private final List<String> words;
    private final boolean named;

    private Matching(String text, boolean named) {
        this.text = text;
        this.words = Words.of(text);
        this.named = named;
    }

    /** The query of one attempt. */
    static Query of(String text, Attempt attempt) {
        return new Matching(text, false).famous(attempt);
    }

    /** The same with a name on every clause, so that a response tells which of them matched. */
    static Query explained(String text, Attempt attempt) {
        return new Matching(text, true).famous(attempt);
    }

    /** One word, wherever the first attempt would look for it. */
    static Query word(String word) {
        return somewhere(word);
    }

    /** Everybody, scored by fame alone. */
    static Query byFame() {
        return timesFame(Query.of(query -> query.matchAll(all -> all)));
    }

    private Query famous(Attempt attempt) {
        return timesFame(Query.of(query -> query.disMax(of -> of.queries(matches(attempt)))));
    }

    private static Query timesFame(Query best) {
        return Query.of(query -> query.functionScore(score -> score.query(best)
                .functions(one -> one.weight(1.0))
                .functions(fame -> fame.fieldValueFactor(
                        value -> value.field("searchScore").factor(Match.FAME).missing(0.0)))
                .scoreMode(FunctionScoreMode.Sum)
                .boostMode(FunctionBoostMode.Multiply)));
    }

    private List<Query> matches(Attempt attempt) {
        List<Query> matches = new ArrayList<>();
        matches.add(worth(Match.HANDLE, is("username")));
        matches.add(worth(
                Match.OTHER_HANDLE,
                anyOf(is("instagramHandle"), is("twitterHandle"), is("youtubeHandle"), is("linkedinHandle"))));
        matches.add(worth(Match.FULL_NAME, is("name.exact")));
        matches.add(worth(Match.FULL_NAME_FOLDED, is("name.label")));
        if (!words.isEmpty()) {
            matches.add(worth(Match.JOINED, anyOf(is("username.joined"), is("name.joined"))));
            matches.add(worth(Match.NAME_WORDS, has("name.typed", text)));
            matches.add(worth(Match.NAME_WORDS_FOLDED, has("name", text)));
            matches.add(worth(Match.PARTS, anyOf(has("parts", text), has("parts", String.join("", words)))));
            matches.add(worth(Match.START, has("starts", text)));
            matches.add(worth(Match.BEGINNINGS, has("beginnings", text)));
            matches.add(anywhere());
            if (attempt != Attempt.EXACT) {
                matches.add(worth(Match.FUZZY_NAME, likeTheName()));
                matches.add(worth(Match.FUZZY_LABELS, allOf(word -> almost("labels", word))));
                matches.add(worth(Match.FUZZY_ANYWHERE, allOf(Matching::almostSomewhere)));
            }
            if (attempt == Attempt.ANY_WORD) {
                matches.add(anyWord());
            }
        }
        return matches;
    }

    private Query anywhere() {
        var all = new BoolQuery.Builder();
        words.forEach(word -> all.filter(somewhere(word)));
        all.must(everybody -> everybody.matchAll(points -> points.boost((float) Match.ANYWHERE.points())));
        for (Match.Place place : Match.Place.values()) {
            float share = (float) place.points() / words.size();
            for (int i = 0; i < words.size(); i++) {
                all.should(worth(name(place, i), share, has(place.field(), words.get(i))));
            }
        }
        if (named) {
            all.queryName(Match.ANYWHERE.name());
        }
        return Query.of(query -> query.bool(all.build()));
    }

    private Query anyWord() {
        List<String> pieces = Words.pieces(text);
        float share = (float) Match.ANY_WORD.points() / pieces.size();
        var some = new BoolQuery.Builder();
        pieces.forEach(word -> some.should(Query.of(best -> best.disMax(of -> of.queries(
                worth("WORD", share, has("parts", word)),
                worth("WORD", share * 3 / 4, like("name", word, 1)),
                worth("WORD", share / 2, almostSomewhere(word)))))));
        if (named) {
            some.queryName(Match.ANY_WORD.name());
        }
        return Query.of(query -> query.bool(some.build()));
    }

    /** The name of the clause for the word at this index in this place. */
    static String name(Match.Place place, int index) {
        return place + " " + index;
    }

    private static Query somewhere(String word) {
        return anyOf(has("everything", word), has("parts", word));
    }

    private Query likeTheName() {
        return anyOf(like("username.joined", text, 1), like("name.joined", text, 1), like("name", text, 0));
    }

    private static Query almostSomewhere(String word) {
        return anyOf(has("parts", word), like("name", word, 0), almost("everything", word));
    }

    private static Query almost(String field, String word) {
        return anyOf(
                like(field, word, 1),
                Query.of(query -> query.matchBoolPrefix(
                        begins -> begins.field(field).query(word).operator(Operator.And))));
    }

    private Query is(String field) {
        return Query.of(query -> query.term(term -> term.field(field).value(text)));
    }

    private static Query has(String field, String words) {
        return Query.of(query -> query.match(match ->
                match.field(field).query(words).operator(Operator.And).autoGenerateSynonymsPhraseQuery(false)));
    }

    private static Query like(String field, String words, int sureLetters) {
        return Query.of(query -> query.match(match -> match.field(field)
                .query(words)
                .operator(Operator.And)
                .fuzziness(TYPOS)
                .prefixLength(sureLetters)
                .maxExpansions(MOST_EXPANSIONS)
                .autoGenerateSynonymsPhraseQuery(false)));
    }

    private static Query anyOf(Query... queries) {
        return Query.of(query -> query.bool(bool -> bool.should(Arrays.asList(queries))));
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
