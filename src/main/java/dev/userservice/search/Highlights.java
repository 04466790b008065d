package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.search.Highlight;
import co.elastic.clients.elasticsearch.core.search.HighlightField;
import co.elastic.clients.elasticsearch.core.search.HighlighterEncoder;
import co.elastic.clients.util.NamedValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Asks for the passages that matched. They are HTML: the text of the profile escaped, the words in {@code <em>}. */
final class Highlights {

    private static final int PASSAGE = 160;

    private Highlights() {}

    static Highlight of(String text, Attempt attempt) {
        return Highlight.of(highlight -> highlight
                .encoder(HighlighterEncoder.Html)
                .preTags("<em>")
                .postTags("</em>")
                .requireFieldMatch(true)
                .highlightQuery(anyWord(String.join(" ", Words.telling(text)), attempt))
                .fields(NamedValue.of("name", whole()), NamedValue.of("location", whole()))
                .fields(NamedValue.of("companyName", whole()), NamedValue.of("bio", passage())));
    }

    private static Query anyWord(String text, Attempt attempt) {
        // looking for typing errors in every text costs more than the search
        String typos = attempt == Attempt.EXACT ? "0" : "AUTO:4,8";
        Stream<Query> words = Stream.of("name", "location", "companyName", "bio")
                .map(field -> Query.of(query -> query.match(
                        match -> match.field(field).query(text).fuzziness(typos).prefixLength(1))));
        List<Query> all = Stream.concat(words, Words.of(text).stream().flatMap(word -> beginnings(word, attempt)))
                .toList();
        return Query.of(query -> query.bool(bool -> bool.should(all)));
    }

    // where the attempt takes the beginning of a word for the word
    private static Stream<Query> beginnings(String word, Attempt attempt) {
        Query ofName = Clauses.begins("name", word);
        return attempt != Attempt.EXACT && Clauses.mayBeABeginning(word)
                ? Stream.of(ofName, Clauses.begins("bio", word))
                : Stream.of(ofName);
    }

    private static HighlightField whole() {
        return HighlightField.of(field -> field.numberOfFragments(0));
    }

    private static HighlightField passage() {
        return HighlightField.of(field -> field.numberOfFragments(1).fragmentSize(PASSAGE));
    }

    /** The first passage of each field that has one. */
    static Map<String, String> read(JsonNode passages) {
        Map<String, String> first = new LinkedHashMap<>();
        passages.properties()
                .forEach(field ->
                        first.put(field.getKey(), field.getValue().path(0).textValue()));
        return first;
    }
}
