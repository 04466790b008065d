package dev.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Runs all measurements, {@code make bench SCALE=1m}, or only some, {@code make bench ONLY="search drain"}. */
final class Bench {

    private static final Map<String, Integer> USERS = Map.of("10k", 10_000, "100k", 100_000, "1m", 1_000_000);
    private static final Set<String> PARTS =
            Set.of("search", "freshness", "intake", "drain", "rebuild", "throttle", "trending");
    private static final int QUESTIONS = 10_000;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        // read once by the JDK's web server; without, what passes through one waits for acknowledgements
        System.setProperty("sun.net.httpserver.nodelay", "true");
        LoggingSystem.get(Bench.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        String scale = arguments[0].toLowerCase(Locale.ROOT);
        int users = USERS.get(scale);
        Set<String> parts =
                arguments.length == 1 ? PARTS : Set.copyOf(List.of(arguments).subList(1, arguments.length));
        Report report = new Report();
        try (Stage stage = Stage.open(scale)) {
            stage.fill(users);
            if (parts.contains("search")) {
                new SearchBench(stage, report, questions(users)).run();
            }
            if (parts.contains("freshness")) {
                new FreshnessBench(stage, report).run();
            }
            if (parts.contains("intake")) {
                new IntakeBench(stage, report).run();
            }
            if (parts.contains("drain")) {
                new DrainBench(stage, report).run();
            }
            if (parts.contains("rebuild")) {
                new RebuildBench(stage, report, users).run();
            }
            if (parts.contains("throttle")) {
                new ThrottledBench(stage, report, questions(users)).run();
            }
            if (parts.contains("trending")) {
                new TrendingBench(stage, report).run();
            }
        }
        report.finish(scale);
        System.exit(report.hasFailure() ? 1 : 0);
    }

    private static List<Question> questions(int users) {
        return new QueryLog(new Corpus().users(users).limit(200_000).toList()).questions(QUESTIONS);
    }
}
