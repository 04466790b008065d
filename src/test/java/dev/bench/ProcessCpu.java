package dev.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The CPU time of a process as the operating system counts it. */
record ProcessCpu(long pid) {

    private static final double MILLIS_PER_TICK = 10;

    /** The server this JVM has started, whichever of its descendants it is. */
    static ProcessCpu ofElasticsearch() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> commandLine(process.pid()).contains("org.elasticsearch.bootstrap.Elasticsearch"))
                .findFirst()
                .map(process -> new ProcessCpu(process.pid()))
                .orElseThrow(() -> new IllegalStateException("Only a local Elasticsearch's CPU time can be read"));
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    /** User and system time since its start, in milliseconds. */
    double millis() {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
