package dev.userservice.search;

import dev.platform.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody asks for: whom, the text (blank to browse), conditions, an order, a page, extras, and whom to lift. */
record SearchQuery(
        SearchKind kind, String text, List<Filter> filters, Order order, Page page, Extras extras, Lift lift) {

    /** How deep pages reach, as Elasticsearch's own result window. */
    static final int DEEPEST_HIT = 10_000;

    /** Other names that parameters are known by. */
    static final Map<String, String> ALIASES = Map.of("query", "q", "limit", "size");

    private static final int LONGEST_TEXT = 128;
    private static final int MOST_WORDS = 12;
    private static final int LONGEST_CURSOR = 1024;

    /** Page {@code number}, from 1, or what follows {@code cursor}. */
    record Page(int number, int size, @Nullable String cursor) {

        int offset() {
            return cursor == null ? (number - 1) * size : 0;
        }

        boolean isFirst() {
            return cursor == null && number == 1;
        }
    }

    /** What to add to the hits, and whether the caller's favorites stand higher. */
    record Extras(List<Facet> facets, boolean highlight, boolean explain, boolean favorites) {}

    /** Reads query parameters; a 400 problem names everything that is unknown, repeated or out of range. */
    static SearchQuery of(SearchKind kind, Parameters parameters) {
        SearchQuery query = read(kind, parameters);
        parameters.check();
        return query;
    }

    /** The same without {@link Parameters#check}, for a route with parameters of its own. */
    static SearchQuery read(SearchKind kind, Parameters parameters) {
        return new SearchQuery(
                kind,
                text(parameters),
                FilterParameters.read(kind, parameters),
                order(parameters),
                page(parameters),
                extras(kind, parameters),
                Lift.NONE);
    }

    /** The same query for its first hit alone. */
    SearchQuery first() {
        return new SearchQuery(kind, text, filters, order, new Page(1, 1, null), extras, lift);
    }

    /** The same query with somebody's favorites standing higher. */
    SearchQuery with(Lift favorites) {
        return new SearchQuery(kind, text, filters, order, page, extras, favorites);
    }

    static String text(Parameters parameters) {
        return parameters.text("q", LONGEST_TEXT, MOST_WORDS);
    }

    private static Order order(Parameters parameters) {
        return parameters.choice("sort", Order.parameters()).flatMap(Order::of).orElse(Order.RELEVANCE);
    }

    private static Page page(Parameters parameters) {
        Optional<String> cursor = parameters.one("cursor");
        boolean numbered = parameters.one("page").isPresent();
        long number = parameters.whole("page", 1, DEEPEST_HIT).orElse(1);
        long size = parameters.whole("size", 1, 100).orElse(20);
        if (number * size > DEEPEST_HIT) {
            parameters.refuse("page", "too_deep", "reaches beyond hit " + DEEPEST_HIT + "; follow nextCursor instead");
        }
        if (cursor.isPresent() && numbered) {
            parameters.refuse("cursor", "conflict", "cannot be combined with page");
        } else if (cursor.filter(value -> value.isEmpty() || value.length() > LONGEST_CURSOR)
                .isPresent()) {
            parameters.refuse("cursor", "invalid_cursor", "is not one this service gave out");
        }
        return new Page((int) number, (int) size, cursor.orElse(null));
    }

    private static Extras extras(SearchKind kind, Parameters parameters) {
        Map<String, Facet> known = Facets.of(kind);
        List<Facet> facets = parameters.choices("facets", known.keySet()).stream()
                .map(known::get)
                .toList();
        return new Extras(
                facets,
                parameters.flag("highlight").orElse(false),
                parameters.flag("explain").orElse(false),
                parameters.flag("favorites").orElse(true));
    }
}
