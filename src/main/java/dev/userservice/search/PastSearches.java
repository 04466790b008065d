package dev.userservice.search;

import dev.platform.Parameters;
import dev.userservice.indexing.TrialSearches.Search;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Searches of the history, to be made again. */
@Component
class PastSearches {

    private static final int MOST_POPULAR = 5_000;

    private final HistoryRows rows;
    private final Pseudonyms pseudonyms;

    PastSearches(HistoryRows rows, Pseudonyms pseudonyms) {
        this.rows = rows;
        this.pseudonyms = pseudonyms;
    }

    /** The latest ones, each once, but for those that today's searches have no parameters for. */
    List<Search> latest(int most) {
        return rows.latest(0, most).stream()
                .map(this::search)
                .filter(PastSearches::canBeMade)
                .toList();
    }

    /** What was searched for, by pseudonym, of those that as many people made as a popular search takes. */
    Map<String, String> popular(Collection<String> wanted) {
        return rows.latest(PopularSearches.FEWEST_PEOPLE, MOST_POPULAR).stream()
                .filter(search -> wanted.contains(pseudonym(search)))
                .collect(Collectors.toMap(this::pseudonym, PastSearches::told));
    }

    private Search search(HistoryRows.Past past) {
        return new Search(past.type(), past.text(), past.filters(), pseudonym(past));
    }

    private String pseudonym(HistoryRows.Past past) {
        return pseudonyms.of("search " + past.type() + " " + past.normalized() + " " + past.filters());
    }

    private static String told(HistoryRows.Past past) {
        String filters = past.filters().entrySet().stream()
                .map(filter -> filter.getKey() + "=" + String.join(",", filter.getValue()))
                .sorted()
                .collect(Collectors.joining(" "));
        return (past.normalized() + " " + filters).strip();
    }

    private static boolean canBeMade(Search search) {
        try {
            query(search, 1);
            return true;
        } catch (ErrorResponseException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The first page of a search, of this size; a 400 problem if no caller could make it. */
    static SearchQuery query(Search search, int size) {
        Map<String, String[]> given = new HashMap<>();
        search.filters()
                .forEach((name, values) -> given.put(
                        name, values.stream().map(value -> plain(name, value)).toArray(String[]::new)));
        given.put("q", new String[] {search.text()});
        given.put("size", new String[] {Integer.toString(size)});
        return SearchQuery.of(
                SearchKind.valueOf(search.type().toUpperCase(Locale.ROOT)), new Parameters(given, Map.of()));
    }

    // large numbers are kept with an exponent, which no caller may write
    private static String plain(String name, String value) {
        return SearchRecord.CHECKED_NUMBERS.contains(name) ? new BigDecimal(value).toPlainString() : value;
    }
}
