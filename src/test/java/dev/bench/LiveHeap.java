package dev.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a JVM still holds after a full collection. */
final class LiveHeap {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private LiveHeap() {}

    /** Collects the garbage of the process first. */
    static double megabytes(long pid) throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process counting = new ProcessBuilder(List.of(jcmd.toString(), Long.toString(pid), "GC.class_histogram"))
                .redirectErrorStream(true)
                .start();
        Matcher total = TOTAL.matcher(new String(counting.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        if (!total.find()) {
            throw new IllegalStateException("The heap cannot be looked at");
        }
        return Long.parseLong(total.group(1)) / 1024.0 / 1024.0;
    }
}
