package dev.localservers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A server process of this JVM, which fault tests may kill, freeze and restart on the same port and data. */
public abstract sealed class LocalServer implements AutoCloseable
        permits LocalElasticsearch, LocalNginx, LocalPostgres {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final int LAST_LINES = 20;

    private final Home home;
    private final Path folder;
    private final int port;
    private volatile Process process;

    LocalServer(Home home, String name) throws IOException {
        this(home, name, FreePort.find());
    }

    LocalServer(Home home, String name, int port) throws IOException {
        this.home = home;
        this.folder = home.folder(name);
        this.port = port;
        if (lifetime() == Lifetime.KEPT) {
            home.onClose(this::stop);
        }
    }

    private void stop() {
        if (process != null) {
            new ProcessTree(process.toHandle()).stop(stopSignal(), STOP_TIMEOUT);
        }
    }

    /** The address for clients. */
    public abstract String url();

    abstract ProcessBuilder command() throws IOException;

    abstract boolean answers();

    abstract String stopSignal();

    final void launch() throws IOException {
        process = start(command());
        await().atMost(START_TIMEOUT).until(() -> answers() || !process.isAlive());
        check(process.isAlive(), "ended while it started");
        // the next owner finds children by this even if they outlive their parent
        for (var child : process.descendants().toList()) {
            home.remember(child);
        }
    }

    final void run(ProcessBuilder command) throws IOException {
        check(start(command).onExit().join().exitValue() == 0, "could not be set up");
    }

    private Process start(ProcessBuilder command) throws IOException {
        Isolation.own(folder);
        command.command(Isolation.command(command.command()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()));
        return home.start(command);
    }

    private void check(boolean succeeded, String failure) throws IOException {
        if (!succeeded) {
            var lines = Files.readAllLines(output());
            var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
            throw new IllegalStateException(
                    getClass().getSimpleName() + " " + failure + ":\n" + String.join("\n", last));
        }
    }

    private Path output() {
        return folder.resolve("output.log");
    }

    final Path folder() {
        return folder;
    }

    final int port() {
        return port;
    }

    final Lifetime lifetime() {
        return home.lifetime();
    }

    public final long pid() {
        return process.pid();
    }

    /** When the server has ended that runs now, for whatever reason. */
    public final CompletableFuture<?> onExit() {
        return process.onExit();
    }

    /** Ends the server at once, whatever it is doing. */
    public final void kill() {
        new ProcessTree(process.toHandle()).kill();
    }

    /** Makes the server hang: connections are still accepted, nothing is answered. */
    public final void freeze() {
        new ProcessTree(process.toHandle()).signal("STOP");
    }

    /** Lets a frozen server go on. */
    public final void thaw() {
        new ProcessTree(process.toHandle()).signal("CONT");
    }

    /** Kills the server if it runs and starts it on the same port and data. */
    public final void restart() {
        kill();
        // somebody else may have killed it, but not those it had started
        new ProcessTree(process.toHandle()).killGroup();
        try {
            launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final void close() {
        home.close();
    }
}
