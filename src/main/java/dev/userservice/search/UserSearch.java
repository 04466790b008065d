package dev.userservice.search;

import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.indexing.IndexFreshness;
import dev.userservice.user.PublicUser;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import org.springframework.stereotype.Service;

/** Asks Elasticsearch for people. */
@Service
class UserSearch {

    private final Elasticsearch elasticsearch;
    private final IndexFreshness freshness;
    private final Timer timer;

    UserSearch(Elasticsearch elasticsearch, IndexFreshness freshness, MeterRegistry meters) {
        this.elasticsearch = elasticsearch;
        this.freshness = freshness;
        timer = Timer.builder("user_service.search")
                .description("Searches answered by Elasticsearch, or refused because it did not answer")
                .publishPercentileHistogram()
                .register(meters);
    }

    SearchPage influencers(SearchQuery query) {
        Timer.Sample sample = Timer.start();
        try {
            SearchRequest request = SearchRequests.of(query, "INFLUENCER");
            Instant asOf = freshness.asOf();
            SearchResponse<PublicUser> response =
                    elasticsearch.search(client -> client.search(request, PublicUser.class));
            return SearchPage.of(query, response, asOf);
        } finally {
            sample.stop(timer);
        }
    }
}
