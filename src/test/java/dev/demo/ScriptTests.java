package dev.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code make} asks scripts, on machines that are not set up like most. */
class ScriptTests {

    /** What a command says, and the status it ends with. */
    record Said(String text, int status) {}

    @Test
    void aJdkIsFoundThatSaysFirstWhichOptionsItPicksUp() throws IOException {
        String home = System.getProperty("java.home");

        assertThat(run(Map.of("JAVA_HOME", home, "JAVA_TOOL_OPTIONS", "-Da=b"), ".mvn/find-jdk"))
                .isEqualTo(new Said(home + "\n", 0));
    }

    private static Said run(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String text = process.inputReader().readAllAsString();
        return new Said(text, process.onExit().join().exitValue());
    }
}
