package dev.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** The CPU time of a program, which may be several processes, as the operating system counts it. */
record ProcessCpu(List<Long> pids) {

    private static final double MILLIS_PER_TICK = 10;

    ProcessCpu(long pid) {
        this(List.of(pid));
    }

    /** Of the server that this JVM has started. */
    static ProcessCpu ofElasticsearch() {
        return running(command -> command.contains("org.elasticsearch.bootstrap.Elasticsearch"));
    }

    /** Of the server that this JVM has started, with the connections it has right now. */
    static ProcessCpu ofPostgres() {
        // not whoever only has its driver on the class path
        return running(command -> command.startsWith("postgres:") || command.contains("/bin/postgres "));
    }

    private static ProcessCpu running(Predicate<String> which) {
        List<Long> pids = ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::pid)
                .filter(pid -> which.test(commandLine(pid)))
                .toList();
        if (pids.isEmpty()) {
            throw new IllegalStateException("Only the CPU time of local servers can be read");
        }
        return new ProcessCpu(pids);
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
        return pids.stream().mapToDouble(ProcessCpu::millis).sum();
    }

    // a connection that has ended takes its time with it
    private static double millis(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
        } catch (IOException e) {
            return 0;
        }
    }
}
