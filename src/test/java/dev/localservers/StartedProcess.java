package dev.localservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A process as it is remembered across JVMs: its id alone could by now belong to somebody else. */
record StartedProcess(long pid, Instant started) {

    // the system derives start instants from its boot time, which moves a little when the clock is adjusted
    private static final Duration CLOCK_ADJUSTMENT = Duration.ofSeconds(2);

    static StartedProcess of(ProcessHandle process) {
        return new StartedProcess(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** Nothing of what was only half written, as on a full disk or when the power went. */
    static Optional<StartedProcess> parse(String line) {
        var fields = line.split(" ", 2);
        try {
            return Optional.of(new StartedProcess(Long.parseLong(fields[0]), Instant.parse(fields[fields.length - 1])));
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }

    Optional<ProcessHandle> running() {
        return ProcessHandle.of(pid).filter(StartedProcess::isRunning).filter(this::isThis);
    }

    /** Unlike {@code isAlive}, does not count a process that has ended but that nobody collects, as in many containers. */
    static boolean isRunning(ProcessHandle process) {
        try {
            return process.isAlive()
                    && !Files.readString(Path.of("/proc/" + process.pid() + "/stat"))
                            .contains(") Z ");
        } catch (IOException e) {
            // gone meanwhile, or a system without this file
            return process.isAlive();
        }
    }

    private boolean isThis(ProcessHandle process) {
        return Duration.between(started, of(process).started).abs().compareTo(CLOCK_ADJUSTMENT) <= 0;
    }

    @Override
    public String toString() {
        return pid + " " + started;
    }
}
