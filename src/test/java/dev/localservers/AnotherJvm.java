package dev.localservers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that holds servers, for tests of what becomes of them when it ends. */
record AnotherJvm(Process process, PostgresAddress postgres, List<StartedProcess> servers) implements AutoCloseable {

    static ProcessBuilder command(String classPath, Path cache, Path home, Lifetime lifetime) {
        var command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Dlocal-elasticsearch.cache=" + cache,
                "-cp",
                classPath,
                ServersInAnotherJvm.class.getName(),
                home.toString(),
                lifetime.name());
        command.environment().keySet().removeAll(List.of("ELASTICSEARCH_URL", "DATABASE_URL"));
        return command;
    }

    static AnotherJvm start(ProcessBuilder command) throws IOException {
        var process = command.redirectErrorStream(true).start();
        var output = new ArrayList<String>();
        // left open: the process would stumble over a closed pipe
        var reader = process.inputReader();
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.startsWith("ready ")) {
                var servers = process.descendants().map(StartedProcess::of).toList();
                return new AnotherJvm(process, PostgresAddress.parse(line.substring("ready ".length())), servers);
            }
            output.add(line);
        }
        throw new IllegalStateException("Ended while starting:\n" + String.join("\n", output));
    }

    /** Ends it as the out-of-memory killer does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Ends it as Ctrl-C does. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
