package dev.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** What an Auth Service shows to a service that pulls: {@code /internal/users} in pages, and each user. */
public final class UserListing implements HttpHandler {

    public static final String PATH = "/internal/users";

    private static final JsonMapper JSON = new JsonMapper();

    private final NavigableMap<String, String> users = new ConcurrentSkipListMap<>();
    private volatile boolean lines;

    /** Adds or replaces a user given as JSON. */
    public void put(String user) {
        users.put(read(user).get("id").textValue(), user);
    }

    /** Lists one user a line from now on, or a JSON page. */
    public void listInLines(boolean wanted) {
        lines = wanted;
    }

    public void remove(String id) {
        users.remove(id);
    }

    public void clear() {
        users.clear();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals(PATH)) {
            MultiValueMap<String, String> query = UriComponentsBuilder.fromUri(exchange.getRequestURI())
                    .build()
                    .getQueryParams();
            String after = query.getOrDefault("after", List.of("")).getFirst();
            ObjectNode page = page(after, Integer.parseInt(query.getFirst("limit")));
            respond(exchange, 200, lines ? lines(page) : page.toString(), lines ? "x-ndjson" : "json");
        } else {
            String user = users.get(path.substring(PATH.length() + 1));
            respond(exchange, user == null ? 404 : 200, user == null ? "{\"code\":\"unknown_user\"}" : user, "json");
        }
    }

    private ObjectNode page(String after, int limit) {
        List<String> following =
                users.tailMap(after, false).values().stream().limit(limit + 1L).toList();
        ObjectNode page = JSON.createObjectNode();
        ArrayNode shown = page.putArray("users");
        following.stream().limit(limit).map(UserListing::read).forEach(shown::add);
        page.put(
                "nextAfter",
                following.size() > limit ? shown.get(limit - 1).get("id").textValue() : null);
        return page.put("total", users.size());
    }

    private static String lines(ObjectNode page) {
        String users = page.get("users").valueStream().map(user -> user + "\n").collect(Collectors.joining());
        return users
                + page.put("end", true).put("count", page.get("users").size()).without("users")
                + "\n";
    }

    private static ObjectNode read(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void respond(HttpExchange exchange, int status, String text, String type) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/" + type);
        exchange.sendResponseHeaders(status, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }
}
