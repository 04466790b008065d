package dev.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * One of the two or more ways to do the same work that are compared: task by task the same requests every time. What is
 * not the whole answer is {@code degraded}.
 */
record Arm(String name, URI server, IntFunction<List<byte[]>> requests, AtomicInteger degraded) implements Callers {

    private static final byte[] DEGRADED = "\"degraded\":true".getBytes(StandardCharsets.US_ASCII);

    Arm(String name, URI server, IntFunction<List<byte[]>> requests) {
        this(name, server, requests, new AtomicInteger());
    }

    /** Requests for so many tasks, which begin anew after the last. */
    static Arm of(String name, URI server, List<List<byte[]>> requests) {
        return new Arm(name, server, task -> requests.get(task % requests.size()));
    }

    /** Does all of one task on this connection; any answer but a 200 ends the run. */
    void perform(int task, HttpConnection connection) throws IOException {
        for (byte[] request : requests.apply(task)) {
            int status = connection.send(request);
            if (status != 200) {
                throw new IllegalStateException(
                        name + " answered " + status + " to task " + task + ": " + connection.text());
            }
            if (connection.holds(DEGRADED)) {
                degraded.incrementAndGet();
            }
        }
    }

    @Override
    public Caller connect() throws IOException {
        HttpConnection connection = new HttpConnection(server);
        return new Caller() {
            @Override
            public void perform(int task) throws IOException {
                Arm.this.perform(task, connection);
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }
}
