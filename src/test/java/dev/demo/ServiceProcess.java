package dev.demo;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One of the applications in a JVM of its own, as it runs in production. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(25);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_TIMEOUT).build();
    private final Application application;
    private final Process process;
    private final String words;

    private ServiceProcess(Application application, Process process, String words) {
        this.application = application;
        this.process = process;
        this.words = words;
    }

    /** From an image, with what was learned if anything was. */
    public static ServiceProcess start(Application application, Map<String, String> environment, Image image)
            throws IOException {
        return start(application, environment, image.classPath(), image.learned(), Redirect.INHERIT);
    }

    /** One that the others of this image can learn from when it has ended; what it says is in the image's log. */
    public static ServiceProcess startTeacher(Application application, Map<String, String> environment, Image image)
            throws IOException {
        return start(
                application,
                environment,
                image.classPath(),
                List.of(image.teaching()),
                Redirect.appendTo(image.log().toFile()));
    }

    private static ServiceProcess start(
            Application application,
            Map<String, String> environment,
            String classPath,
            List<String> options,
            Redirect output)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // a small heap on few cores: the least CPU, for pauses of some milliseconds
                "-XX:+UseSerialGC",
                "-XX:+UseTransparentHugePages",
                // what is left without memory may not even accept connections; started again, it does
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                classPath,
                ApplicationOfThisRun.class.getName(),
                application.name(),
                "--spring.main.banner-mode=off",
                "--spring.main.log-startup-info=false",
                "--logging.level.root=WARN",
                "--logging.level.dev=INFO",
                "--logging.pattern.console=%d{HH:mm:ss} %-5level %logger{0}: %msg%n%wEx"));
        var start =
                new ProcessBuilder(command).inheritIO().redirectOutput(output).redirectError(output);
        // the secret and the port of the metrics are for this machine only
        start.environment()
                .putAll(Map.of("LOG_FORMAT", "", "SERVER_ADDRESS", "127.0.0.1", "MANAGEMENT_ADDRESS", "127.0.0.1"));
        start.environment().putAll(environment);
        return new ServiceProcess(application, start.start(), output.file() == null ? "above" : "in " + output.file());
    }

    /** Waits until the address answers 200. */
    public void awaitReady(URI readiness) {
        await().atMost(START_TIMEOUT).until(() -> isUp(readiness) || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "The " + application.title() + " ended while it started; its words are " + words);
        }
    }

    private boolean isUp(URI readiness) {
        var request = HttpRequest.newBuilder(readiness).timeout(ANSWER_TIMEOUT).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public long pid() {
        return process.pid();
    }

    /** The status it ended with, when it has. */
    CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Lets the service finish what it does, but not for ever. */
    @Override
    public void close() {
        stop(STOP_TIMEOUT);
    }

    /** The same for so long; false if it had to be killed then. */
    public boolean stop(Duration longest) {
        process.destroy();
        try {
            if (process.waitFor(longest)) {
                return true;
            }
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
