package dev.localservers;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** A process with all its descendants. */
record ProcessTree(ProcessHandle root) {

    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(20);

    List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(root), root.descendants()).toList();
    }

    void kill() {
        var processes = processes();
        processes.forEach(ProcessHandle::destroyForcibly);
        if (!end(processes, KILL_TIMEOUT)) {
            throw new IllegalStateException("Cannot kill the processes " + ids(processes));
        }
    }

    /** Kills whoever outlives a root that led a group of its own. */
    void killGroup() {
        send("KILL", "-" + root.pid());
    }

    /** Asks the root to end and kills whatever is left after a while. */
    void stop(String signal, Duration patience) {
        var processes = processes();
        signal(signal, List.of(root));
        if (!end(processes, patience)) {
            kill();
        }
    }

    /** Reaches those too that were forked between the look at the tree and the signal to their parent. */
    void signal(String signal) {
        List<ProcessHandle> reached;
        do {
            reached = processes();
            signal(signal, reached);
        } while (!reached.containsAll(processes()));
    }

    private static void signal(String signal, List<ProcessHandle> processes) {
        send(signal, ids(processes));
    }

    private static void send(String signal, String ids) {
        // the shell's own kill: small images have no other
        var kill = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + ids);
        try {
            kill.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
            kill.start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean end(List<ProcessHandle> processes, Duration patience) {
        try {
            await().atMost(patience)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> processes.stream().noneMatch(StartedProcess::isRunning));
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private static String ids(List<ProcessHandle> processes) {
        return processes.stream().map(process -> String.valueOf(process.pid())).collect(Collectors.joining(" "));
    }
}
