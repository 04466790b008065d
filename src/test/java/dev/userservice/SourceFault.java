package dev.userservice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ways in which an Auth Service fails to tell its users. */
public enum SourceFault implements HttpHandler {
    ANSWERS_500(exchange -> respond(exchange, 500, "{}")),
    ANSWERS_429(exchange -> respond(exchange, 429, "{}")),
    REFUSES_THE_TOKEN(exchange -> respond(exchange, 401, "{}")),
    REDIRECTS(exchange -> {
        exchange.getResponseHeaders().set("Location", "/internal/users/elsewhere");
        respond(exchange, 302, "");
    }),
    HANGS(exchange -> {
        try {
            boolean released = new CountDownLatch(1).await(5, TimeUnit.SECONDS);
            throw new IOException("Nobody waits any more " + released);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }),
    TRICKLES(exchange -> {
        exchange.sendResponseHeaders(200, 0);
        try {
            for (int second = 0; second < 20; second++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                boolean released = new CountDownLatch(1).await(250, TimeUnit.MILLISECONDS);
                assert !released;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }),
    CUTS_THE_ANNOUNCED_BODY(exchange -> cut(exchange, 2L * SourceFault.WHOLE.length())),
    CUTS_THE_CHUNKED_BODY(exchange -> cut(exchange, 0)),
    SENDS_HALF_A_PAGE_AS_A_WHOLE(exchange ->
            respond(exchange, 200, SourceFault.WHOLE.substring(0, SourceFault.WHOLE.length() / 2))),
    SENDS_GARBAGE(exchange -> respond(exchange, 200, "<html>Please log in</html>")),
    SENDS_A_PAGE_WITHOUT_AN_END(exchange -> respond(exchange, 200, "{\"users\":[]}")),
    SENDS_AN_EMPTY_BODY(exchange -> respond(exchange, 200, "")),
    SENDS_LINES_WITHOUT_AN_END(exchange -> lines(exchange, SourceFault.USER + "\n")),
    SENDS_LINES_THAT_DO_NOT_COUNT_UP(
            exchange -> lines(exchange, SourceFault.USER + "\n{\"end\":true,\"count\":2,\"nextAfter\":null}\n")),
    SENDS_NO_LINES_AT_ALL(exchange -> lines(exchange, "")),
    SENDS_TOO_MUCH(exchange -> respond(exchange, 200, " ".repeat(3_000_000) + SourceFault.WHOLE)),
    REPEATS_A_USER(exchange -> page(exchange, SourceFault.USER + "," + SourceFault.USER, "null")),
    LISTS_IN_ANOTHER_ORDER(exchange -> page(exchange, "{\"id\":\"b\"},{\"id\":\"B\"}", "null")),
    BEGINS_AGAIN_AND_AGAIN(exchange -> page(exchange, "", "\"\"")),
    GOES_BACK(exchange -> page(exchange, "{\"id\":\"b\"}", "\"a\"")),
    LISTS_SOMEBODY_WITHOUT_AN_ID(exchange -> page(exchange, "{\"name\":\"Eve\"}", "null")),
    ANSWERS_WITH_SOMEBODY_ELSE(exchange -> respond(exchange, 200, "{\"id\":\"eve\",\"version\":1}")),
    LISTS_NOBODY(exchange -> page(exchange, "", "null"));

    private static final String USER = "{\"id\":\"anna\"}";
    private static final String WHOLE = "{\"users\":[" + USER + "],\"nextAfter\":null}";

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final HttpHandler behaviour;

    SourceFault(HttpHandler behaviour) {
        this.behaviour = behaviour;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        behaviour.handle(exchange);
    }

    private static void page(HttpExchange exchange, String users, String nextAfter) throws IOException {
        respond(exchange, 200, "{\"users\":[%s],\"nextAfter\":%s}".formatted(users, nextAfter));
    }

    private static void lines(HttpExchange exchange, String lines) throws IOException {
        respond(exchange, 200, lines, "application/x-ndjson");
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        respond(exchange, status, body, "application/json");
    }

    private static void respond(HttpExchange exchange, int status, String body, String type) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    // an exception makes the server close the connection
    private static void cut(HttpExchange exchange, long announced) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, announced);
        exchange.getResponseBody().write(WHOLE.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        throw new IOException("Cut on purpose");
    }
}
