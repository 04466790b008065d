package dev.gateway;

import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ways in which an answer ends that nobody would wish for. */
final class HttpExchangeEnd {

    /** The connection breaks after the request has arrived. */
    static final HttpHandler HANDLER = exchange -> {
        throw new IOException("gone");
    };

    private HttpExchangeEnd() {}

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody read what was sent so far");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
