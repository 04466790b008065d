package dev.userservice.search;

import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.elasticsearch.core.search.TotalHits;
import co.elastic.clients.elasticsearch.core.search.TotalHitsRelation;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.user.PublicUser;
import dev.userservice.web.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One page of people. Every change before {@code asOf} is reflected in it. */
record SearchPage(
        List<PublicUser> hits,
        Total total,
        int page,
        int size,
        long tookMs,
        boolean degraded,
        Instant asOf,
        String requestId,
        String queryId) {

    /** How many there are: exactly ({@code eq}) or at least ({@code gte}). */
    record Total(long value, String relation) {}

    /** Throws rather than presenting a part of the people as all of them. */
    static SearchPage of(SearchQuery query, SearchResponse<PublicUser> response, Instant asOf) {
        if (response.timedOut()) {
            throw new ElasticsearchUnavailableException("Elasticsearch ran out of time");
        }
        return new SearchPage(
                response.hits().hits().stream()
                        .map(Hit::source)
                        .filter(Objects::nonNull)
                        .toList(),
                total(response.hits().total()),
                query.page(),
                query.size(),
                response.took(),
                false,
                asOf,
                RequestId.current(),
                UUID.randomUUID().toString());
    }

    private static Total total(@Nullable TotalHits total) {
        return total == null
                ? new Total(0, "gte")
                : new Total(total.value(), total.relation() == TotalHitsRelation.Eq ? "eq" : "gte");
    }
}
