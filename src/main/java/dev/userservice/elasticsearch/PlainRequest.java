package dev.userservice.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.transport.endpoints.BinaryEndpoint;
import co.elastic.clients.transport.endpoints.BinaryResponse;
import co.elastic.clients.util.BinaryData;
import co.elastic.clients.util.ContentType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A request in plain JSON, for answers that the client's types would cut down to what they know. */
public record PlainRequest(String method, String path, Map<String, String> parameters, BinaryData body) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final BinaryEndpoint<PlainRequest> ENDPOINT = new BinaryEndpoint<>(
            "plain",
            PlainRequest::method,
            PlainRequest::path,
            request -> Map.of(),
            PlainRequest::parameters,
            request -> Map.of(),
            PlainRequest::body,
            null);

    /** A request that changes nothing. */
    public static PlainRequest get(String path, Map<String, String> parameters) {
        return new PlainRequest("GET", path, parameters, json(""));
    }

    /** A request that sets something. */
    public static PlainRequest put(String path, Map<String, String> parameters, JsonNode body) {
        return new PlainRequest("PUT", path, parameters, json(body.toString()));
    }

    /** A request that asks for something at length. */
    public static PlainRequest post(String path, Map<String, String> parameters, JsonNode body) {
        return new PlainRequest("POST", path, parameters, json(body.toString()));
    }

    private static BinaryData json(String text) {
        return BinaryData.of(text.getBytes(StandardCharsets.UTF_8), ContentType.APPLICATION_JSON);
    }

    /** Returns JSON as Elasticsearch's reference describes it; errors are thrown as by any other call. */
    public JsonNode send(ElasticsearchClient client) throws IOException {
        try (BinaryResponse answer = client._transport().performRequest(this, ENDPOINT, null)) {
            return JSON.readTree(answer.content());
        }
    }
}
