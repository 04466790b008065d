package dev.userservice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What an operator with curl does to Elasticsearch. */
public final class ElasticsearchRequests {

    private ElasticsearchRequests() {}

    public static JsonNode sendForJson(String url, String path) {
        return sendForJson(url, "GET", path, "");
    }

    public static JsonNode sendForJson(String url, String method, String path, String body) {
        try {
            return new ObjectMapper().readTree(send(url, method, path, body).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static HttpResponse<String> send(String url, String method, String path, String body) {
        return HttpExchange.send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }
}
