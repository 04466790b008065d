package dev.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartedProcessTests {

    private final StartedProcess self = StartedProcess.of(ProcessHandle.current());

    @Test
    void aRunningProcessIsFoundAgainByWhatWasWrittenDown() {
        assertThat(StartedProcess.parse(self.toString()).flatMap(StartedProcess::running))
                .contains(ProcessHandle.current());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0\0\0\0", "12", "12 ", "12 2026-11-27T10:00:0", " 2026-11-27T10:00:00Z"})
    void whatIsHalfWrittenIsNoProcess(String line) {
        assertThat(StartedProcess.parse(line)).isEmpty();
    }

    @Test
    void anotherProcessUnderTheSameNumberIsNotTakenForIt() {
        var earlier = new StartedProcess(self.pid(), self.started().minus(Duration.ofMinutes(1)));
        assertThat(earlier.running()).isEmpty();
    }

    @Test
    void aProcessThatNobodyCollectsHasEnded() throws IOException {
        // the shell starts a child, becomes something that never waits for it, and so leaves a zombie
        var parent = new ProcessBuilder("sh", "-c", "sleep 0.1 & exec sleep 60").start();
        try {
            var zombie = await().until(() -> parent.children().findFirst(), child -> child.isPresent())
                    .orElseThrow();
            await().until(() -> !StartedProcess.isRunning(zombie));
            assertThat(parent.isAlive()).isTrue();
        } finally {
            parent.destroyForcibly();
        }
    }
}
