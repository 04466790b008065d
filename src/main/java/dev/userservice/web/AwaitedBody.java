package dev.userservice.web;

import dev.platform.Problem;
import io.github.resilience4j.bulkhead.Bulkhead;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * A body on its way. Whoever reads it has a place from the first byte to the last, or gets a 503 problem; whoever waits
 * for it all too long gets a 408 problem.
 */
final class AwaitedBody extends ServletInputStream {

    private static final int PIECE = 8 * 1024;

    private final ServletInputStream body;
    private final Bulkhead places;
    private final Duration patience;
    private long started;
    private boolean hasPlace;
    private boolean isFinished;
    private boolean hasFailed;

    AwaitedBody(ServletInputStream body, Bulkhead places, Duration patience) {
        this.body = body;
        this.places = places;
        this.patience = patience;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (hasFailed) {
            throw new IOException("Nothing more is waited for of a body that has failed");
        }
        if (isFinished) {
            return -1;
        }
        takePlace();
        checkTime();
        hasFailed = true;
        int count = body.read(target, offset, length);
        hasFailed = false;
        isFinished = count < 0;
        if (isFinished) {
            leave();
        }
        return count;
    }

    /** Reads what nobody wanted, up to so many bytes, so that the connection can be used again; gives up if that fails. */
    void discard(int most) {
        byte[] piece = new byte[PIECE];
        try {
            int count = 0;
            for (int left = most; left > 0 && count >= 0; left -= count) {
                count = read(piece, 0, PIECE);
            }
        } catch (IOException | ErrorResponseException e) {
            // the connection is closed
        }
    }

    void leave() {
        if (hasPlace) {
            hasPlace = false;
            places.onComplete();
        }
    }

    @Override
    public boolean isFinished() {
        return isFinished;
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        throw new IllegalStateException("Whoever reads this waits");
    }

    private void takePlace() {
        hasPlace = hasPlace || places.tryAcquirePermission();
        if (!hasPlace) {
            throw Problem.later(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "too_many_bodies",
                    "Too many bodies are on their way; try again",
                    1);
        }
    }

    private void checkTime() {
        long now = System.nanoTime();
        if (started == 0) {
            started = now;
        }
        if (now - started >= patience.toNanos()) {
            throw Problem.of(HttpStatus.REQUEST_TIMEOUT, "request_timeout", "The body took too long");
        }
    }
}
