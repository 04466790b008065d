package dev.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The CPU time of a program, which may be several processes, as the operating system counts it. */
record ProcessCpu(List<Path> folders) {

    private static final double MILLIS_PER_TICK = 10;
    private static final Path PROCESSES = Path.of("/proc");
    private static final String COMPILER = "CompilerThre";

    ProcessCpu(long pid) {
        this(List.of(PROCESSES.resolve(Long.toString(pid))));
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
        List<Path> folders = ProcessHandle.current()
                .descendants()
                .map(process -> PROCESSES.resolve(Long.toString(process.pid())))
                .filter(folder -> which.test(text(folder.resolve("cmdline")).replace('\0', ' ')))
                .toList();
        if (folders.isEmpty()) {
            throw new IllegalStateException("Only the CPU time of local servers can be read");
        }
        return new ProcessCpu(folders);
    }

    /** Those threads of a JVM that make machine code. */
    ProcessCpu compilers() throws IOException {
        List<Path> threads = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> all = Files.list(folder.resolve("task"))) {
                all.filter(thread -> text(thread.resolve("stat")).contains(COMPILER))
                        .forEach(threads::add);
            }
        }
        return new ProcessCpu(threads);
    }

    /** User and system time since its start, in milliseconds. */
    double millis() {
        return folders.stream().mapToDouble(ProcessCpu::millis).sum();
    }

    private static double millis(Path folder) {
        String stat = text(folder.resolve("stat"));
        if (stat.isEmpty()) {
            return 0;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
    }

    // a connection that has ended takes its time with it
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
