package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.JsonData;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What decides about a place among the hits: the points of the match, the value of the order, and the id. */
record Standing(String id, float points, double searchScore, String field, Optional<Object> value) {

    private static final String FAME = "searchScore";

    /** The document fields that have to be read for it. */
    static List<String> fields(Order order) {
        return Stream.of(FAME, field(order)).distinct().toList();
    }

    private static String field(Order order) {
        return order.field() == null ? FAME : order.field();
    }

    static Standing of(Hit<?> hit, Order order) {
        return new Standing(
                Objects.requireNonNull(hit.id()),
                Objects.requireNonNull(hit.score()).floatValue(),
                first(hit, FAME).map(value -> ((Number) value).doubleValue()).orElse(0.0),
                field(order),
                first(hit, field(order)));
    }

    private static Optional<Object> first(Hit<?> hit, String field) {
        return Optional.ofNullable(hit.fields().get(field)).map(values -> values.to(Object[].class)[0]);
    }

    /** Whoever has a higher value, or the same and a smaller id; of equally good matches. */
    Query before() {
        Query smallerId = Query.of(query ->
                query.range(range -> range.term(term -> term.field("id").lt(id))));
        var same = new BoolQuery.Builder().filter(smallerId);
        Query higher = value.map(own -> {
                    same.filter(is -> is.term(term -> term.field(field).value(exactly(own))));
                    return Query.of(query -> query.range(
                            range -> range.untyped(values -> values.field(field).gt(JsonData.of(own)))));
                })
                .orElseGet(() -> {
                    same.mustNot(has -> has.exists(exists -> exists.field(field)));
                    return Query.of(query -> query.exists(exists -> exists.field(field)));
                });
        return Query.of(query -> query.bool(either -> either.should(higher).should(any -> any.bool(same.build()))));
    }

    private static FieldValue exactly(Object value) {
        return value instanceof Number number
                ? FieldValue.of(number.doubleValue())
                : FieldValue.of(String.valueOf(value));
    }
}
