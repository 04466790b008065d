package dev.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;

/** An Auth Service that takes analytics and does nothing with them. */
public final class AnalyticsSink implements HttpHandler {

    public static final String PATH = "/internal/analytics";

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            exchange.sendResponseHeaders(202, -1);
        }
    }
}
