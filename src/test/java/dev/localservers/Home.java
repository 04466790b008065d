package dev.localservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/** The folder servers live in, owned by one JVM at a time and tidied after one that was killed. */
final class Home implements AutoCloseable {

    private final Path folder;
    private final Lifetime lifetime;
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private boolean closed;

    private Home(Path folder, Lifetime lifetime) throws IOException {
        this.folder = folder;
        this.lifetime = lifetime;
        records(folder).killAll();
        Files.writeString(
                folder.resolve("owner"),
                StartedProcess.of(ProcessHandle.current()).toString());
        Runtime.getRuntime().addShutdownHook(new Thread(this::closeLast, "local-servers"));
    }

    static synchronized Home open(Path folder, Lifetime lifetime) {
        try (var gate = Gate.enter(folder)) {
            return lifetime == Lifetime.KEPT ? kept(gate.folder()) : temporary(gate.folder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends what an owner who was killed has left running in a folder that is kept. */
    static synchronized void endLeftovers(Path folder) {
        try (var gate = Gate.enter(folder)) {
            refuseSecondOwner(gate.folder());
            records(gate.folder()).killAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Home kept(Path folder) throws IOException {
        refuseSecondOwner(folder);
        return new Home(folder, Lifetime.KEPT);
    }

    private static void refuseSecondOwner(Path folder) throws IOException {
        var owner = owner(folder);
        if (owner.isPresent()) {
            throw new IllegalStateException(
                    "Already running as process " + owner.get().pid() + ", stop it first (" + folder + ")");
        }
    }

    private static Home temporary(Path parent) throws IOException {
        try (var siblings = Files.newDirectoryStream(parent, Files::isDirectory)) {
            for (var sibling : siblings) {
                if (owner(sibling).isEmpty()) {
                    records(sibling).killAll();
                    FileSystemUtils.deleteRecursively(sibling);
                }
            }
        }
        return new Home(
                Files.createTempDirectory(parent, ProcessHandle.current().pid() + "-"), Lifetime.TEMPORARY);
    }

    /** Shutdown hooks run side by side: closes the application contexts here, while they still have their servers. */
    private void closeLast() {
        if (SpringApplication.getShutdownHandlers() instanceof Runnable contexts) {
            contexts.run();
        }
        close();
    }

    private static Optional<ProcessHandle> owner(Path folder) throws IOException {
        var owner = folder.resolve("owner");
        return Files.exists(owner)
                ? StartedProcess.parse(Files.readString(owner)).flatMap(StartedProcess::running)
                : Optional.empty();
    }

    private static ProcessRecords records(Path folder) {
        return new ProcessRecords(folder.resolve("processes"));
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /** The name of the Docker volume that stands for a folder of a home that is kept; another once that is deleted. */
    synchronized Optional<String> volume(String name) throws IOException {
        return lifetime == Lifetime.KEPT ? Optional.of("local-%s-%s".formatted(id(), name)) : Optional.empty();
    }

    private String id() throws IOException {
        var file = folder.resolve("id");
        if (!Files.exists(file) || Files.size(file) == 0) {
            Files.writeString(file, UUID.randomUUID().toString());
        }
        return Files.readString(file);
    }

    Lifetime lifetime() {
        return lifetime;
    }

    /** Starts a process that is known to the next owner of this folder in case this JVM cannot end it. */
    synchronized Process start(ProcessBuilder command) throws IOException {
        if (closed) {
            throw new IllegalStateException("The servers in " + folder + " are already closed");
        }
        var process = command.start();
        remember(process.toHandle());
        return process;
    }

    synchronized void remember(ProcessHandle process) throws IOException {
        records(folder).add(process);
    }

    synchronized void onClose(Runnable closer) {
        closers.push(closer);
    }

    /** Runs what was registered for it, gives the folder up and, if it is temporary, deletes it. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            closers.forEach(Runnable::run);
        } finally {
            tidy();
        }
    }

    private void tidy() {
        try {
            records(folder).killAll();
            if (lifetime == Lifetime.TEMPORARY) {
                FileSystemUtils.deleteRecursively(folder);
            } else {
                Files.delete(folder.resolve("owner"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
