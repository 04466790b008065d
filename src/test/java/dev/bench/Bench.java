package dev.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Runs all measurements: {@code make bench}, or {@code make bench SCALE=1m}. */
final class Bench {

    private static final Map<String, Integer> USERS = Map.of("10k", 10_000, "100k", 100_000, "1m", 1_000_000);
    private static final int QUESTIONS = 10_000;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        // read once by the JDK's web server; without, what passes through one waits for acknowledgements
        System.setProperty("sun.net.httpserver.nodelay", "true");
        LoggingSystem.get(Bench.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        String scale = arguments[0].toLowerCase(Locale.ROOT);
        int users = USERS.get(scale);
        Report report = new Report();
        try (Stage stage = Stage.open(scale)) {
            Stage.Running service = stage.startService(stage.elasticsearch());
            stage.fill(users);
            List<Question> questions =
                    new QueryLog(new Corpus().users(users).limit(200_000).toList()).questions(QUESTIONS);
            new SearchBench(stage, service, report, questions).run();
            new FreshnessBench(stage, service, report).run();
            service.process().close();
            new IntakeBench(stage, report).run();
            new DrainBench(stage, report).run();
        }
        report.finish(scale);
        System.exit(report.hasFailure() ? 1 : 0);
    }
}
