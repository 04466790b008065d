package dev.authservice.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The lines of a body, read one at a time; of one that is too long, only so much that it shows. */
final class BodyLines {

    private final InputStream in;
    private final int longest;
    private int number;

    BodyLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** A line and its number, from 1. */
    record Line(int number, ByteBuffer text) {

        boolean isBlank() {
            return StandardCharsets.UTF_8.decode(text.duplicate()).toString().isBlank();
        }
    }

    /** The next line that is not blank, or nothing at the end. */
    Optional<Line> next() throws IOException {
        int first = in.read();
        while (first >= 0) {
            Line line = rest(first);
            if (!line.isBlank()) {
                return Optional.of(line);
            }
            first = in.read();
        }
        return Optional.empty();
    }

    private Line rest(int first) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int read = first; read >= 0 && read != '\n'; read = in.read()) {
            if (text.size() <= longest) {
                text.write(read);
            }
        }
        number++;
        return new Line(number, ByteBuffer.wrap(text.toByteArray()));
    }
}
