package dev.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class HomeTests {

    @TempDir
    private Path folder;

    @Test
    void aKeptHomeHasOneOwnerAtATime() {
        var owner = Home.open(folder, Lifetime.KEPT);
        assertThatIllegalStateException()
                .isThrownBy(() -> Home.open(folder, Lifetime.KEPT))
                .withMessageStartingWith(
                        "Already running as process " + ProcessHandle.current().pid());
        owner.close();
        Home.open(folder, Lifetime.KEPT).close();
    }

    @Test
    void aKeptHomeKeepsItsFiles() throws IOException {
        try (var home = Home.open(folder, Lifetime.KEPT)) {
            Files.writeString(home.folder("server").resolve("data"), "kept");
        }
        try (var home = Home.open(folder, Lifetime.KEPT)) {
            assertThat(home.folder("server").resolve("data")).hasContent("kept");
        }
    }

    @Test
    void volumesOfAKeptHomeAreItsOwnAndGivenUpWithIt() throws IOException {
        var kept = folder.resolve("kept");
        String volume;
        try (var home = Home.open(kept, Lifetime.KEPT)) {
            volume = home.volume("postgres").orElseThrow();
            assertThat(volume).matches("local-[0-9a-f-]{36}-postgres");
        }
        try (var home = Home.open(kept, Lifetime.KEPT)) {
            assertThat(home.volume("postgres")).contains(volume);
        }
        FileSystemUtils.deleteRecursively(kept);
        try (var home = Home.open(kept, Lifetime.KEPT)) {
            assertThat(home.volume("postgres")).isPresent().isNotEqualTo(Optional.of(volume));
        }
    }

    @Test
    void temporaryHomesLiveSideBySideAndLeaveNothing() throws IOException {
        try (var one = Home.open(folder, Lifetime.TEMPORARY);
                var other = Home.open(folder, Lifetime.TEMPORARY)) {
            assertThat(one.folder("server"))
                    .isNotEqualTo(other.folder("server"))
                    .exists();
        }
        assertThat(folder).isDirectoryNotContaining(Files::isDirectory);
    }

    @Test
    void closingEndsTheProcessesStartedInIt() throws IOException {
        var home = Home.open(folder, Lifetime.TEMPORARY);
        var process = home.start(new ProcessBuilder("sleep", "60"));
        home.close();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void nothingIsStartedAfterwards() {
        var home = Home.open(folder, Lifetime.TEMPORARY);
        home.close();
        assertThatIllegalStateException().isThrownBy(() -> home.start(new ProcessBuilder("sleep", "60")));
    }

    @Test
    void whatAKilledOwnerLeftRunningIsEndedBeforeTheNextOneLooksForPorts() throws IOException {
        var leftover = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(folder.resolve("processes"), StartedProcess.of(leftover.toHandle()) + "\n");
            LocalServers.endLeftovers(folder);
            assertThat(StartedProcess.isRunning(leftover.toHandle())).isFalse();
        } finally {
            leftover.destroyForcibly();
        }
    }

    @Test
    void whatAnOwnerRunsIsNotLeftOver() throws IOException {
        try (var owner = Home.open(folder, Lifetime.KEPT)) {
            var running = owner.start(new ProcessBuilder("sleep", "60"));
            assertThatIllegalStateException()
                    .isThrownBy(() -> LocalServers.endLeftovers(folder))
                    .withMessageStartingWith("Already running as process ");
            assertThat(running.isAlive()).isTrue();
        }
    }

    @Test
    void recordsThatAFullDiskLeftHalfWrittenStopNobody() throws IOException {
        var sibling = Files.createDirectory(folder.resolve("sibling"));
        for (var record : List.of(folder, sibling)) {
            Files.createFile(record.resolve("owner"));
            Files.writeString(record.resolve("processes"), "12 2026-11-2");
        }
        Home.open(folder, Lifetime.KEPT).close();
        Home.open(folder, Lifetime.TEMPORARY).close();
        assertThat(folder).isDirectoryNotContaining(Files::isDirectory);
    }

    @Test
    void theNextOwnerEndsWhatAKilledOneLeftRunningAndNothingElse() throws IOException {
        var leftover = new ProcessBuilder("sleep", "60").start();
        var stranger = new ProcessBuilder("sleep", "60").start();
        try {
            var reusedNumber = new StartedProcess(stranger.pid(), Instant.EPOCH);
            Files.writeString(
                    folder.resolve("processes"), StartedProcess.of(leftover.toHandle()) + "\n" + reusedNumber + "\n");
            Home.open(folder, Lifetime.KEPT).close();
            assertThat(leftover.isAlive()).isFalse();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            leftover.destroyForcibly();
            stranger.destroyForcibly();
        }
    }
}
