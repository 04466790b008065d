package dev.localservers;

import java.nio.file.Path;

/** Holds servers until it is ended from outside. */
final class ServersInAnotherJvm {

    private ServersInAnotherJvm() {}

    public static void main(String[] arguments) throws InterruptedException {
        var servers =
                LocalServers.start(Path.of(arguments[0]), Lifetime.valueOf(arguments[1]), System.getenv(), () -> false);
        System.out.println("ready " + servers.databaseUrl());
        Thread.currentThread().join();
    }
}
