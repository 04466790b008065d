package dev.userservice.indexing;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.FiltersBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.get.GetResult;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.user.IdRange;
import dev.userservice.user.RangeDigest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** What an index, the one that answers searches unless named otherwise, really holds, to compare with what it should. */
@Component
public class IndexedUsers {

    private static final String ID = "id";
    private static final String HIGH = "digestHigh";
    private static final String LOW = "digestLow";

    private final Elasticsearch elasticsearch;
    private final String index;

    @Autowired
    IndexedUsers(Elasticsearch elasticsearch) {
        this(elasticsearch, UserIndex.ALIAS);
    }

    private IndexedUsers(Elasticsearch elasticsearch, String index) {
        this.elasticsearch = elasticsearch;
        this.index = index;
    }

    /** The same of this index, whether it answers searches or not. */
    public IndexedUsers in(String name) {
        return new IndexedUsers(elasticsearch, name);
    }

    /** Makes everything written so far part of what {@link #digests} and {@link #first} see. */
    public void refresh() {
        elasticsearch.write(client -> client.indices().refresh(refresh -> refresh.index(index)));
    }

    /** The digests of these ranges, by the digests in the documents. */
    public List<RangeDigest> digests(List<IdRange> ranges) {
        List<Query> filters = ranges.stream().map(IndexedUsers::within).toList();
        SearchResponse<Void> response = elasticsearch.write(client -> client.search(
                search -> search.index(index)
                        .size(0)
                        .trackTotalHits(total -> total.enabled(false))
                        .aggregations(
                                "ranges",
                                aggregation -> aggregation
                                        .filters(split -> split.filters(all -> all.array(filters)))
                                        .aggregations(HIGH, sum(HIGH))
                                        .aggregations(LOW, sum(LOW))),
                Void.class));
        return Objects.requireNonNull(response.aggregations().get("ranges")).filters().buckets().array().stream()
                .map(bucket -> new RangeDigest(bucket.docCount(), sum(bucket, HIGH), sum(bucket, LOW)))
                .toList();
    }

    private static Aggregation sum(String field) {
        return Aggregation.of(aggregation -> aggregation.sum(sum -> sum.field(field)));
    }

    private static long sum(FiltersBucket bucket, String field) {
        Double sum =
                Objects.requireNonNull(bucket.aggregations().get(field)).sum().value();
        return sum == null ? 0 : sum.longValue();
    }

    /** The first documents of a range in the order of the ids they claim, at most so many. */
    public List<IndexedUser> first(IdRange range, int most) {
        return found(search -> search.query(within(range))
                .size(most)
                .sort(sort -> sort.field(field -> field.field(ID).order(SortOrder.Asc))));
    }

    /** Documents that claim no id, which no service writes and no range holds; at most so many. */
    public List<IndexedUser> nameless(int most) {
        return found(search -> search.query(query ->
                        query.bool(bool -> bool.mustNot(not -> not.exists(exists -> exists.field(ID)))))
                .size(most));
    }

    private List<IndexedUser> found(Function<SearchRequest.Builder, SearchRequest.Builder> request) {
        return elasticsearch
                .write(client -> client.search(
                        search -> request.apply(
                                search.index(index).version(true).trackTotalHits(total -> total.enabled(false))),
                        ObjectNode.class))
                .hits()
                .hits()
                .stream()
                .map((Hit<ObjectNode> hit) -> user(hit.id(), hit.version(), hit.source()))
                .toList();
    }

    /** The documents of these users as they are right now, searchable yet or not; none for whom there is none. */
    public Map<String, IndexedUser> documents(Collection<String> ids) {
        return elasticsearch
                .write(client -> client.mget(get -> get.index(index).ids(List.copyOf(ids)), ObjectNode.class))
                .docs()
                .stream()
                .map(IndexedUsers::answered)
                .filter(GetResult::found)
                .map(document -> user(document.id(), document.version(), document.source()))
                .collect(Collectors.toMap(IndexedUser::id, Function.identity()));
    }

    private static GetResult<ObjectNode> answered(MultiGetResponseItem<ObjectNode> item) {
        if (item.isFailure()) {
            throw new ElasticsearchUnavailableException("A document could not be read");
        }
        return item.result();
    }

    private static IndexedUser user(@Nullable String id, @Nullable Long version, @Nullable JsonNode content) {
        return new IndexedUser(
                Objects.requireNonNull(id), Objects.requireNonNull(version), Objects.requireNonNull(content));
    }

    private static Query within(IdRange range) {
        return Query.of(query -> query.range(ids -> ids.term(term -> {
            term.field(ID).gt(range.after());
            return range.until() == null ? term : term.lte(range.until());
        })));
    }
}
