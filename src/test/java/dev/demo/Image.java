package dev.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** What JVMs start from that are to be fast soon: classes in jars, and what one of them has learned about them (JEP 515). */
public final class Image {

    private final Path cache;
    private final Path log;
    private final Path kept;
    private final String contents;
    private final String classPath;

    private Image(Path folder, String contents, List<String> jars) {
        this.cache = folder.resolve("learned.aot");
        this.log = folder.resolve("teacher.log");
        this.kept = folder.resolve("contents");
        this.contents = contents;
        this.classPath = String.join(File.pathSeparator, jars);
    }

    /**
     * Puts folders of classes into jars, for nothing can be learned about folders. Nobody has taught yet, unless this
     * folder has an image of the same classes that was kept.
     *
     * @throws IOException if that fails
     */
    public static Image make(Path folder, List<Path> classes) throws IOException {
        Files.createDirectories(folder);
        Map<Path, Path> packed = new LinkedHashMap<>();
        for (Path one : classes) {
            packed.put(one, folder.resolve(Objects.requireNonNull(one.getFileName()) + ".jar"));
        }
        List<String> libraries = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .toList();
        List<String> jars = Stream.concat(packed.values().stream().map(Path::toString), libraries.stream())
                .toList();
        Image image = new Image(folder, Runtime.version() + " " + libraries + " " + Contents.digest(classes), jars);
        if (!image.isKept()) {
            image.forget();
            for (var one : packed.entrySet()) {
                pack(one.getKey(), one.getValue());
            }
        }
        return image;
    }

    private boolean isKept() throws IOException {
        return Files.exists(kept) && Files.readString(kept).equals(contents);
    }

    private void forget() throws IOException {
        for (Path file : List.of(kept, cache, log)) {
            Files.deleteIfExists(file);
        }
    }

    private static void pack(Path classes, Path jar) throws IOException {
        int status = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        if (status != 0) {
            throw new IOException("jar ended with %d for %s".formatted(status, classes));
        }
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

    /** Lets the next who make this image have what was learned; for when the one who taught has ended by itself. */
    public void keep() throws IOException {
        Files.writeString(kept, contents);
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
