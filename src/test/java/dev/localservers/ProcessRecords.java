package dev.localservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The processes started in a folder, written down for whoever has to end them. */
record ProcessRecords(Path file) {

    void add(ProcessHandle process) throws IOException {
        Files.writeString(
                file, StartedProcess.of(process) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void killAll() throws IOException {
        if (Files.exists(file)) {
            for (var line : Files.readAllLines(file)) {
                StartedProcess.parse(line)
                        .flatMap(StartedProcess::running)
                        .ifPresent(process -> new ProcessTree(process).kill());
            }
            Files.delete(file);
        }
    }
}
