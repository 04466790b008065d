package dev.localservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port nobody listens at. It is none of those that Linux gives to outgoing connections, which could take it until the
 * server that it is for has started.
 */
public final class FreePort {

    private static final int LOWEST = 10_000;
    private static final int FIRST_OF_CONNECTIONS = 32_768;

    private FreePort() {}

    /** Another one with each call, most likely. */
    public static int find() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, FIRST_OF_CONNECTIONS);
            if (isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port)) {
            return true;
        } catch (BindException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
