package dev.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** What JVMs start from that are to be fast soon: classes in jars, and what one of them has learned about them (JEP 515). */
public final class Image {

    private final Path cache;
    private final Path log;
    private final String classPath;

    private Image(Path folder, List<String> jars) {
        this.cache = folder.resolve("learned.aot");
        this.log = folder.resolve("teacher.log");
        this.classPath = String.join(File.pathSeparator, jars);
    }

    /**
     * Puts folders of classes into jars, for nothing can be learned about folders. Nobody has taught yet.
     *
     * @throws IOException if that fails
     */
    public static Image make(Path folder, List<Path> classes) throws IOException {
        Files.createDirectories(folder);
        List<String> jars = new ArrayList<>();
        for (Path one : classes) {
            jars.add(packed(one, folder.resolve(Objects.requireNonNull(one.getFileName()) + ".jar")));
        }
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .forEach(jars::add);
        Image image = new Image(folder, jars);
        Files.deleteIfExists(image.cache);
        Files.deleteIfExists(image.log);
        return image;
    }

    private static String packed(Path classes, Path jar) throws IOException {
        int status = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        if (status != 0) {
            throw new IOException("jar ended with %d for %s".formatted(status, classes));
        }
        return jar.toString();
    }

    public String classPath() {
        return classPath;
    }

    /** Whether one has taught, and ended. */
    public boolean isTaught() {
        return Files.exists(cache);
    }

    /** An option for the JVM that the others are to learn from when it has ended. */
    public String teaching() {
        return "-XX:AOTCacheOutput=" + cache;
    }

    /** Where that one may write, for a JVM that teaches is talkative. */
    public Path log() {
        return log;
    }

    /** Options for the others; none as long as nobody has taught. */
    public List<String> learned() {
        return isTaught() ? List.of("-Xlog:aot=off", "-Xlog:cds=off", "-XX:AOTCache=" + cache) : List.of();
    }
}
