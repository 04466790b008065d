package dev.userservice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert is set off by what it is for, by nothing else, and leads to what to do. */
class AlertRulesTests {

    private static final Path TESTS = Path.of("src/test/resources/monitoring/alerts-test.yml");

    @Test
    void promtoolAgrees() throws Exception {
        assumeTrue(isThere("promtool"), "promtool is needed; .ci/run installs it");
        Process promtool = new ProcessBuilder("promtool", "test", "rules", TESTS.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(output).isZero();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyAlertIsTestedBothWays(AlertRules.Rule rule) throws IOException {
        assertThat(Files.readString(TESTS))
                .contains("name: sets off " + rule.alert() + "\n", "name: does not set off " + rule.alert() + "\n");
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyAlertHasItsRunbookInTheReadme(AlertRules.Rule rule) throws IOException {
        List<String> headings = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> "README.md#" + line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .toList();

        assertThat(headings).contains(rule.runbook());
    }

    static Stream<AlertRules.Rule> rules() {
        return AlertRules.all().stream();
    }

    private static boolean isThere(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
