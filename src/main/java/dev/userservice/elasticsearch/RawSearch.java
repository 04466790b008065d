package dev.userservice.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.transport.Endpoint;
import co.elastic.clients.transport.endpoints.BinaryEndpoint;
import co.elastic.clients.transport.endpoints.BinaryResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** A search whose answer is handed over as it comes, for those who would parse it only to print it again. */
public final class RawSearch {

    private static final Endpoint<SearchRequest, ?, ?> SEARCH = SearchRequest._ENDPOINT;

    private static final BinaryEndpoint<SearchRequest> ENDPOINT = new BinaryEndpoint<>(
            SEARCH.id(),
            SEARCH::method,
            SEARCH::requestUrl,
            SEARCH::pathParameters,
            RawSearch::queryParameters,
            SEARCH::headers,
            request -> request,
            null);

    private RawSearch() {}

    /** Returns JSON as Elasticsearch's reference describes it; errors are thrown as by any other call. */
    public static byte[] send(ElasticsearchClient client, SearchRequest request) throws IOException {
        try (BinaryResponse answer = client._transport().performRequest(request, ENDPOINT, null)) {
            return answer.content().readAllBytes();
        }
    }

    // the client needs types in the names of aggregations; who reads them knows what was asked for
    private static Map<String, String> queryParameters(SearchRequest request) {
        Map<String, String> parameters = new HashMap<>(SEARCH.queryParameters(request));
        parameters.remove("typed_keys");
        return parameters;
    }
}
