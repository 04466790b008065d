package dev.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the services of a run start from: classes in jars, and what one of them has learned about its own code (JEP 515).
 * With it the just-in-time compiler comes to rest after some ten thousand requests, without it after many more.
 */
record Image(Path folder) {

    private static final List<String> FOLDERS = List.of("classes", "test-classes");

    static Image make() throws IOException {
        Image image = new Image(Files.createDirectories(Path.of("target", "bench", "image")));
        Files.deleteIfExists(image.learned());
        for (String name : FOLDERS) {
            ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(
                            System.out,
                            System.err,
                            "--create",
                            "--file",
                            image.jar(name),
                            "-C",
                            Path.of("target", name).toString(),
                            ".");
        }
        return image;
    }

    private String jar(String name) {
        return folder.resolve(name + ".jar").toString();
    }

    private Path learned() {
        return folder.resolve("learned.aot");
    }

    /** Without folders, which what was learned cannot be about. */
    String classPath() {
        Stream<String> libraries = Stream.of(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"));
        return Stream.concat(FOLDERS.stream().map(this::jar), libraries)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What to start a service with, whose work may be such that the others can learn from it when it has ended. */
    List<String> options(boolean teaches) {
        String option = Files.exists(learned()) ? "AOTCache" : "AOTCacheOutput";
        return teaches || option.equals("AOTCache")
                ? List.of("-Xlog:aot=off", "-Xlog:cds=off", "-XX:%s=%s".formatted(option, learned()))
                : List.of();
    }
}
