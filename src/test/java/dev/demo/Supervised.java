package dev.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** An application of this run, which is started again whenever somebody kills it. */
final class Supervised implements AutoCloseable {

    private static final Executor SOON =
            CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS, Thread::startVirtualThread);

    private final Application application;
    private final Map<String, String> environment;
    private final Image image;
    private ServiceProcess process;
    private boolean wanted;

    private Supervised(Application application, Map<String, String> environment, Image image) {
        this.application = application;
        this.environment = environment;
        this.image = image;
    }

    static Supervised start(Application application, Map<String, String> environment, Image image) {
        System.out.println("Starting the " + application.title() + " ...");
        Supervised supervised = new Supervised(application, environment, image);
        supervised.launch();
        return supervised;
    }

    private void launch() {
        try {
            process = ServiceProcess.start(application, environment, image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // the common pool may have but one thread, and whoever closes this waits there for other processes
        var _ = process.onExit().thenAcceptAsync(this::ended, Thread::startVirtualThread);
    }

    private synchronized void ended(int status) {
        if (wanted) {
            System.out.printf(
                    "The %s has ended with %d and is started again; the others go on%n", application.title(), status);
            SOON.execute(this::again);
        }
    }

    private synchronized void again() {
        if (wanted) {
            launch();
        }
    }

    /** Waits until the address answers 200, the first time without a second attempt. */
    void awaitReady(URI readiness) {
        process.awaitReady(readiness);
        synchronized (this) {
            wanted = true;
        }
    }

    synchronized long pid() {
        return process.pid();
    }

    @Override
    public synchronized void close() {
        wanted = false;
        process.close();
    }
}
