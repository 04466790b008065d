package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Operator;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.Arrays;

/** The ways in which one field can have what is looked for, from exact to hardly. */
final class Clauses {

    private static final int TWO_TYPOS = 8;

    /** One letter wrong from 4 letters on, two from 8 on. */
    static final String TYPOS = "AUTO:4," + TWO_TYPOS;

    /** At most one letter wrong, from 4 letters on. */
    static final String A_TYPO = "AUTO:4,1000";

    private static final int MOST_EXPANSIONS = 50;
    private static final int SHORTEST_BEGINNING = 3;

    private Clauses() {}

    static boolean mayHaveTwoTypos(String word) {
        return NormalizedQuery.of(word).length() >= TWO_TYPOS;
    }

    static Query is(String field, String text) {
        return Query.of(query -> query.term(term -> term.field(field).value(text)));
    }

    static Query has(String field, String words) {
        return Query.of(query -> query.match(match ->
                match.field(field).query(words).operator(Operator.And).autoGenerateSynonymsPhraseQuery(false)));
    }

    static Query like(String field, String words, String typos, int sureLetters) {
        return Query.of(query -> query.match(match -> match.field(field)
                .query(words)
                .operator(Operator.And)
                .fuzziness(typos)
                .prefixLength(sureLetters)
                .maxExpansions(MOST_EXPANSIONS)
                .autoGenerateSynonymsPhraseQuery(false)));
    }

    static Query anyOf(Query... queries) {
        return Query.of(query -> query.bool(bool -> bool.should(Arrays.asList(queries))));
    }

    static Query begins(String field, String word) {
        return Query.of(query -> query.matchBoolPrefix(
                beginning -> beginning.field(field).query(word).operator(Operator.And)));
    }

    // a letter or two begin half of all words
    static boolean mayBeABeginning(String word) {
        return word.length() >= SHORTEST_BEGINNING;
    }

    static Query almost(String field, String word) {
        if (!mayBeABeginning(word)) {
            return like(field, word, TYPOS, 1);
        }
        Query begins = begins(field, word);
        return Occupations.meantBy(word)
                .map(occupation -> anyOf(like(field, word, TYPOS, 1), begins, has(field, occupation)))
                .orElseGet(() -> anyOf(like(field, word, TYPOS, 1), begins));
    }
}
