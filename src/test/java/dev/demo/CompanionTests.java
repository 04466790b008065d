package dev.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CompanionTests {

    @Test
    void registersNobodyWhereDemoUsersAreNotWanted() throws Exception {
        ProcessBuilder companion = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Companion.class.getName());
        companion.environment().put("DEMO", "off");
        // nobody is there
        companion.environment().put("AUTH_SERVICE_URL", "http://localhost:1");

        Process ended = companion.redirectErrorStream(true).start();

        assertThat(ended.inputReader().readAllAsString()).isEqualTo("No demo users are wanted\n");
        assertThat(ended.onExit().join().exitValue()).isZero();
    }
}
