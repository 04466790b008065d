package dev.localservers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets one JVM at a time into a folder, which must not look abandoned before its owner is written. */
record Gate(Path folder, FileChannel file) implements AutoCloseable {

    static Gate enter(Path folder) throws IOException {
        Files.createDirectories(folder);
        var realFolder = folder.toRealPath();
        var file = FileChannel.open(realFolder.resolve("gate"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        file.lock();
        return new Gate(realFolder, file);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
