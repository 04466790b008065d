package dev.demo;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** About two thousand invented users, the same every time, as webhooks that tell of their creation. */
public final class DemoUsers {

    /** How many there are, Anna of the README included. */
    public static final int COUNT = 2_001;

    private static final JsonMapper JSON = new JsonMapper();

    private DemoUsers() {}

    /** One {@code user.created} body per user; another {@code now} changes nothing but their dates. */
    public static Stream<String> webhooks(Instant now) {
        Crowd crowd = new Crowd(now);
        return Stream.concat(
                        Stream.of(Anna.fields(now)),
                        IntStream.range(0, COUNT - 1).mapToObj(crowd::next))
                .map(DemoUsers::webhook);
    }

    /** All of them and the accounts to log in with, as an Auth Service takes them in: one JSON object each. */
    static Stream<String> accounts(Instant now) {
        Crowd crowd = new Crowd(now);
        return Stream.concat(
                        DemoAccounts.all(now), IntStream.range(0, COUNT - 1).mapToObj(crowd::next))
                .map(DemoUsers::written);
    }

    private record Webhook(String type, Object timestamp, Created data) {}

    private record Created(int version, @JsonAnyGetter Map<String, Object> user) {}

    private static String webhook(Map<String, Object> user) {
        return written(new Webhook("user.created", user.get("updatedAt"), new Created(1, user)));
    }

    private static String written(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings, numbers and lists can be written", e);
        }
    }
}
