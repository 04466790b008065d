package dev.userservice.search;

import dev.userservice.user.Tier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes an SQL condition of a search's filters; every value is a bound parameter. */
final class FilterSql {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    FilterSql(SearchQuery query) {
        conditions.add("deleted_at IS NULL AND status = 'ACTIVE' AND is_active IS NOT FALSE");
        if (query.kind().role() != null) {
            conditions.add(bound("%s = ANY (roles)", query.kind().role()));
        }
        query.filters().forEach(filter -> conditions.add(of(filter)));
    }

    String condition() {
        return String.join(" AND ", conditions);
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    private String of(Filter filter) {
        return switch (filter) {
            case Filter.OneOf(Label label, List<String> values) -> label(label, values);
            case Filter.At(List<String> values) ->
                bound(
                        // Postgres would take what is written with a slash for one word, the path of a file
                        "EXISTS (SELECT FROM unnest(%s::text[]) place"
                                + " WHERE to_tsvector('simple', translate(search_folded(location), '/', ' '))"
                                + " @@ phraseto_tsquery('simple', translate(search_folded(place), '/', ' ')))",
                        values.toArray(String[]::new));
            case Filter.InTier(List<Tier> tiers) ->
                tiers.stream().map(this::tier).collect(Collectors.joining(" OR ", "(", ")"));
            case Filter.AtLeast least -> bound(least.measure().column() + " >= %s", least.value());
            case Filter.AtMost most -> bound(most.measure().column() + " <= %s", most.value());
            case Filter.Verified(boolean value) -> bound("coalesce(email_verified, false) = %s", value);
            case Filter.ActiveWithin(long days) -> bound("last_active_at >= now() - %s * interval '1 day'", days);
        };
    }

    private String label(Label label, List<String> values) {
        String any = "(SELECT search_folded(value) FROM unnest(%s::text[]) value)";
        String condition = label.hasMany()
                ? "EXISTS (SELECT FROM unnest(" + label.column() + ") own WHERE " + folded("own") + " IN " + any + ")"
                : folded(label.column()) + " IN " + any;
        return bound(condition, values.toArray(String[]::new));
    }

    // as the index does, which takes no account of space around a value
    private static String folded(String value) {
        return "search_folded(btrim(" + value + ", E' \\t\\n\\r'))";
    }

    private String tier(Tier tier) {
        String from = bound("estimated_followers >= %s", tier.from());
        return tier.to() == null ? from : "(" + from + " AND " + bound("estimated_followers < %s", tier.to()) + ")";
    }

    private String bound(String condition, Object value) {
        String name = "filter" + parameters.size();
        parameters.put(name, value);
        return condition.formatted(":" + name);
    }
}
