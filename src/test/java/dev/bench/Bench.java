package dev.bench;

import java.util.List;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Runs all measurements, {@code make bench SCALE=1m}, or only some, {@code make bench ONLY="search drain"}. */
final class Bench {

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        // read once by the JDK's web server; without, what passes through one waits for acknowledgements
        System.setProperty("sun.net.httpserver.nodelay", "true");
        LoggingSystem.get(Bench.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        Scale scale = Scale.of(arguments[0]);
        List<Part> parts = Part.named(List.of(arguments).subList(1, arguments.length), scale);
        Report report = new Report(scale);
        try (Stage stage = Stage.open(scale)) {
            stage.fill(scale.users());
            Setting setting = Setting.of(stage, report, scale);
            Lessons.give(setting);
            for (Part part : parts) {
                run(part, setting);
            }
            report.finish(parts, Surroundings.of(stage));
        }
        System.exit(report.hasFailure() ? 1 : 0);
    }

    // what was measured before is worth keeping, and what comes after need not fail, too
    private static void run(Part part, Setting setting) {
        long started = System.nanoTime();
        try {
            part.run(setting);
        } catch (Exception e) {
            e.printStackTrace();
            setting.report().broken(part.word(), String.valueOf(e.getMessage()));
        }
        setting.report().took(part.word(), (System.nanoTime() - started) / 1e9);
    }
}
