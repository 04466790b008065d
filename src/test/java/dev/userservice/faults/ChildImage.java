package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demo.Application;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What child processes start from: classes in a jar, and a cache of what one start learned, which halves each further one. */
final class ChildImage {

    private static final Path FOLDER =
            Path.of("target", "child-" + ProcessHandle.current().pid());
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path CACHE = FOLDER.resolve("start.aot");
    private static final List<String> OPTIONS = List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private ChildImage() {}

    /** What starts the application, fast if a start was learned from. */
    static List<String> command(Application application) {
        return command(application, Files.exists(CACHE) ? List.of("-XX:AOTCache=" + CACHE) : List.of());
    }

    /** Learns from a start in this environment, once; the service ends as soon as it is up. */
    static synchronized void learn(Map<String, String> environment) {
        if (!Files.exists(CACHE)) {
            try {
                ProcessBuilder start = new ProcessBuilder(command(
                        Application.USER_SERVICE,
                        List.of("-XX:AOTCacheOutput=" + CACHE, "-Dspring.context.exit=onRefresh")));
                start.environment().clear();
                start.environment().putAll(environment);
                Path output = FOLDER.resolve("start.log");
                int status = start.redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start()
                        .waitFor();
                assertThat(status).as("%s", output).isZero();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static List<String> command(Application application, List<String> more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(more);
        command.addAll(List.of("-cp", classpath(), application.mainClass()));
        return command;
    }

    // a cache takes no folders of classes
    private static String classpath() {
        Stream<String> libraries = Stream.of(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"));
        return Stream.concat(Stream.of(jar().toString()), libraries).collect(Collectors.joining(File.pathSeparator));
    }

    private static synchronized Path jar() {
        Path jar = FOLDER.resolve("user-service.jar");
        if (!Files.exists(jar)) {
            int status = ToolProvider.findFirst("jar")
                    .orElseThrow()
                    .run(System.out, System.err, "--create", "--file", made(jar), "-C", CLASSES.toString(), ".");
            assertThat(status).isZero();
        }
        return jar;
    }

    private static String made(Path jar) {
        try {
            Files.createDirectories(jar.getParent());
            return jar.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
