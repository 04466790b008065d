package dev.userservice.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demo.Application;
import dev.demo.Image;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The image that all child processes of these tests start from; each start is half as long once one was learned from. */
final class ChildImage {

    private static final List<String> OPTIONS = List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final Image IMAGE = made();

    private ChildImage() {}

    private static Image made() {
        try {
            Path folder = Path.of("target", "child-" + ProcessHandle.current().pid());
            return Image.make(folder, List.of(Path.of("target", "classes")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What starts the application, fast if a start was learned from. */
    static List<String> command(Application application) {
        return command(application, IMAGE.learned());
    }

    /** Learns from a start in this environment, once; the service ends as soon as it is up. */
    static synchronized void learn(Map<String, String> environment) {
        if (IMAGE.isTaught()) {
            return;
        }
        try {
            ProcessBuilder start = new ProcessBuilder(
                    command(Application.USER_SERVICE, List.of(IMAGE.teaching(), "-Dspring.context.exit=onRefresh")));
            start.environment().clear();
            start.environment().putAll(environment);
            int status = start.redirectErrorStream(true)
                    .redirectOutput(IMAGE.log().toFile())
                    .start()
                    .waitFor();
            assertThat(status).as("%s", IMAGE.log()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(Application application, List<String> more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(more);
        command.addAll(List.of("-cp", IMAGE.classPath(), application.mainClass()));
        return command;
    }
}
