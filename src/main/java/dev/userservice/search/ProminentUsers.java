package dev.userservice.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.user.PublicUser;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Finds the influencers who stand out by their search score. */
@Component
public class ProminentUsers {

    private static final String NICHE = "primaryNiche";

    private final Elasticsearch elasticsearch;

    ProminentUsers(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /** The first of these niches together, without some. Throws if Elasticsearch does not answer. */
    public List<PublicUser> in(Collection<String> niches, Collection<String> others, int most) {
        var all = everybodyBut(others)
                .filter(any -> any.terms(terms -> terms.field(NICHE)
                        .terms(of ->
                                of.value(niches.stream().map(FieldValue::of).toList()))));
        return find(SearchRequests.forReaders().query(is -> is.bool(all.build())), most);
    }

    /** The very first of each niche, best first, without some. Throws if Elasticsearch does not answer. */
    public List<PublicUser> ofEachNiche(Collection<String> others, int most) {
        var all = everybodyBut(others).filter(has -> has.exists(exists -> exists.field(NICHE)));
        return find(
                SearchRequests.forReaders().query(is -> is.bool(all.build())).collapse(one -> one.field(NICHE)), most);
    }

    private static BoolQuery.Builder everybodyBut(Collection<String> others) {
        return new BoolQuery.Builder()
                .filter(FilterQueries.visible(SearchKind.INFLUENCERS))
                .mustNot(known -> known.ids(ids -> ids.values(List.copyOf(others))));
    }

    private List<PublicUser> find(SearchRequest.Builder request, int most) {
        request.sort(by -> by.field(field -> field.field("searchScore").order(SortOrder.Desc)))
                .sort(by -> by.field(field -> field.field("id").order(SortOrder.Asc)))
                .trackTotalHits(total -> total.enabled(false))
                .size(most);
        return elasticsearch.search(client -> client.search(request.build(), PublicUser.class)).hits().hits().stream()
                .map(hit -> Objects.requireNonNull(hit.source()))
                .toList();
    }
}
