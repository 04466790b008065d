package dev.demo;

import dev.localservers.GatewaySettings;
import dev.localservers.Lifetime;
import dev.localservers.LocalNginx;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** The gateway of this run, which is started again whenever somebody kills it. */
final class SupervisedGateway implements AutoCloseable {

    private static final Executor SOON =
            CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS, Thread::startVirtualThread);

    private final LocalNginx nginx;
    private boolean wanted = true;

    private SupervisedGateway(LocalNginx nginx) {
        this.nginx = nginx;
    }

    static SupervisedGateway start(Path folder, Lifetime lifetime, GatewaySettings settings) {
        System.out.println("Starting the gateway ...");
        var gateway = new SupervisedGateway(LocalNginx.start(folder, lifetime, settings));
        gateway.watch();
        return gateway;
    }

    private void watch() {
        // the common pool may have but one thread, and whoever closes this waits there for other processes
        var _ = nginx.onExit().thenRunAsync(this::ended, Thread::startVirtualThread);
    }

    private synchronized void ended() {
        if (wanted) {
            System.out.println("The gateway has ended and is started again; the others go on");
            SOON.execute(this::again);
        }
    }

    private synchronized void again() {
        if (wanted) {
            try {
                nginx.restart();
            } catch (IllegalStateException | UncheckedIOException e) {
                System.out.println(e.getMessage());
            }
            watch();
        }
    }

    synchronized long pid() {
        return nginx.pid();
    }

    String url() {
        return nginx.url();
    }

    @Override
    public synchronized void close() {
        wanted = false;
        nginx.close();
    }
}
