package dev.userservice.trending;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.PlainRequest;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Asks the activity index, as somebody who has time. */
@Component
class ObservedActivity {

    private static final String ALIAS = "activity";

    // a part of the people is no list
    private static final Map<String, String> ALL_OR_NOTHING = Map.of("allow_partial_search_results", "false");

    private final Elasticsearch elasticsearch;
    private final String index;

    @Autowired
    ObservedActivity(Elasticsearch elasticsearch) {
        this(elasticsearch, ALIAS);
    }

    ObservedActivity(Elasticsearch elasticsearch, String index) {
        this.elasticsearch = elasticsearch;
        this.index = index;
    }

    Nominations nominate(ListKey key, Periods periods) {
        return new Nominations(
                ActivityAnswers.nominees(answer(ActivityRequests.nominations(key, periods))),
                ActivityAnswers.viewersPerHour(answer(ActivityRequests.usual(key, periods)), periods));
    }

    Histories histories(List<String> userIds, Periods periods) {
        return new Histories(
                ActivityAnswers.countedSince(answer(ActivityRequests.first())),
                ActivityAnswers.histories(answer(ActivityRequests.histories(userIds, periods)), periods));
    }

    private JsonNode answer(JsonNode request) {
        return elasticsearch.write(PlainRequest.post("/" + index + "/_search", ALL_OR_NOTHING, request)::send);
    }
}
