package dev.localservers;

import java.nio.file.Path;

/** The servers all tests of one JVM share, started at the first use and gone with the JVM. */
public final class SharedServers {

    private static final LocalServers SERVERS = LocalServers.start(Path.of(".local", "test"), Lifetime.TEMPORARY);

    private SharedServers() {}

    public static LocalServers get() {
        return SERVERS;
    }
}
