package dev.bench;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.IntFunction;

/** One of the two or more ways to do the same work that are compared: task by task the same requests every time. */
record Arm(String name, URI server, IntFunction<List<byte[]>> requests) {

    /** Does all of one task on this connection; any answer but a 200 ends the run. */
    void perform(int task, HttpConnection connection) throws IOException {
        for (byte[] request : requests.apply(task)) {
            int status = connection.send(request);
            if (status != 200) {
                throw new IllegalStateException(
                        name + " answered " + status + " to task " + task + ": " + connection.text());
            }
        }
    }
}
