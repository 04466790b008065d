package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import dev.userservice.user.Tier;
import java.util.List;
import java.util.function.Function;

/** Makes Elasticsearch queries of filters. */
final class FilterQueries {

    private FilterQueries() {}

    /** Everybody of this kind whom the public may see. */
    static Query visible(SearchKind kind) {
        var all = new BoolQuery.Builder()
                .filter(is -> is.term(term -> term.field("visible").value(true)));
        if (kind.role() != null) {
            all.filter(is -> is.term(term -> term.field("roles").value(kind.role())));
        }
        return Query.of(query -> query.bool(all.build()));
    }

    static Query of(Filter filter) {
        return switch (filter) {
            case Filter.OneOf(Label label, List<String> values) -> terms(label.field(), values);
            case Filter.At(List<String> values) -> anyOf(values, FilterQueries::place);
            case Filter.InTier(List<Tier> tiers) -> anyOf(tiers, FilterQueries::tier);
            case Filter.AtLeast least ->
                Query.of(query -> query.range(range -> range.number(
                        number -> number.field(least.measure().field()).gte(least.value()))));
            case Filter.AtMost most ->
                Query.of(query -> query.range(range -> range.number(
                        number -> number.field(most.measure().field()).lte(most.value()))));
            case Filter.Verified(boolean value) ->
                Query.of(query -> query.term(term -> term.field("verified").value(value)));
            // rounded, so that Elasticsearch can keep the answer
            case Filter.ActiveWithin(long days) ->
                Query.of(query -> query.range(
                        range -> range.date(date -> date.field("lastActiveAt").gte("now-" + days + "d/h"))));
        };
    }

    private static Query terms(String field, List<String> values) {
        return Query.of(query -> query.terms(terms -> terms.field(field)
                .terms(any -> any.value(values.stream().map(FieldValue::of).toList()))));
    }

    private static Query place(String place) {
        return Query.of(query -> query.bool(either -> either.should(
                        is -> is.term(term -> term.field("places").value(place)))
                .should(has ->
                        has.matchPhrase(phrase -> phrase.field("location").query(place)))));
    }

    private static Query tier(Tier tier) {
        return Query.of(query -> query.range(range -> range.number(number -> {
            number.field(Filter.Measure.FOLLOWERS.field()).gte((double) tier.from());
            return tier.to() == null ? number : number.lt(tier.to().doubleValue());
        })));
    }

    private static <T> Query anyOf(List<T> alternatives, Function<T, Query> query) {
        return Query.of(any ->
                any.bool(bool -> bool.should(alternatives.stream().map(query).toList())));
    }
}
