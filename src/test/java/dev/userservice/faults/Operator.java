package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.ElasticsearchRequests;
import dev.userservice.FakeAuthService;
import dev.userservice.Service.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;

/** Rebuilds indices by the routes of an admin, and looks past the service at what is in them. */
record Operator(FakeAuthService authService, String elasticsearchUrl) {

    Answer ask(ChildService asked, String method, String path, String body) {
        return asked.service()
                .send(asked.service()
                        .request(path)
                        .header(
                                "Authorization",
                                "Bearer " + authService.issuer().token("root", "ADMIN"))
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build());
    }

    Answer order(ChildService asked, String path, String body) {
        Answer answer = ask(asked, "POST", path, body);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return answer;
    }

    /** The index that answers searches. */
    String alias() {
        return ElasticsearchRequests.send(elasticsearchUrl, "GET", "/_cat/aliases/users?h=index", "")
                .body()
                .strip();
    }

    /** Every document of a users index and its version. */
    Map<String, Long> documents(String index) {
        refresh(index);
        Map<String, Long> documents = new HashMap<>();
        String after = "";
        JsonNode hits;
        do {
            hits = ElasticsearchRequests.sendForJson(
                            elasticsearchUrl, "POST", "/" + index + "/_search", """
                            {"size": 10000, "version": true, "_source": false, "sort": [{"id": "asc"}],
                             "search_after": ["%s"]}
                            """.formatted(after))
                    .at("/hits/hits");
            for (JsonNode hit : hits) {
                after = hit.path("_id").asText();
                documents.put(after, hit.path("_version").asLong());
            }
        } while (!hits.isEmpty());
        return documents;
    }

    /** The views of everybody by the hours of the activity index. */
    Map<String, Long> views() {
        refresh("activity");
        Map<String, Long> views = new HashMap<>();
        ElasticsearchRequests.sendForJson(elasticsearchUrl, "/activity/_search?size=10000&q=grain:hour")
                .at("/hits/hits")
                .forEach(hit -> views.merge(
                        hit.at("/_source/user_id").asText(),
                        hit.at("/_source/views").asLong(),
                        Long::sum));
        return views;
    }

    private void refresh(String index) {
        ElasticsearchRequests.send(elasticsearchUrl, "POST", "/" + index + "/_refresh", "");
    }
}
