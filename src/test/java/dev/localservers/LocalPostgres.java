package dev.localservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.springframework.util.FileSystemUtils;

/** A real Postgres as a process of its own, for machines without Docker. */
public final class LocalPostgres extends LocalServer {

    private final Path server = ServerCache.postgres();
    private final Path data = folder().resolve("data");

    private LocalPostgres(Home home) throws IOException {
        super(home, "postgres");
    }

    /** Starts one with fresh data in a folder of its own below the given one. */
    public static LocalPostgres start(Path parent) {
        return start(Home.open(parent, Lifetime.TEMPORARY));
    }

    static LocalPostgres start(Home home) {
        try {
            var postgres = new LocalPostgres(home);
            postgres.initialize();
            postgres.launch();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String url() {
        return "postgresql://postgres:postgres@127.0.0.1:" + port() + "/postgres";
    }

    private void initialize() throws IOException {
        killForgottenPostmaster();
        if (Files.exists(data)) {
            return;
        }
        var unfinished = folder().resolve("initializing");
        FileSystemUtils.deleteRecursively(unfinished);
        run(new ProcessBuilder(
                server.resolve("bin/initdb").toString(),
                "--pgdata=" + unfinished,
                "--username=postgres",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                lifetime() == Lifetime.KEPT ? "--sync-method=fsync" : "--no-sync"));
        Files.move(unfinished, data);
    }

    /** One that was started without ever being recorded would share its data with the next. */
    private void killForgottenPostmaster() throws IOException {
        var lock = data.resolve("postmaster.pid");
        if (Files.exists(lock)) {
            // its first line; empty after a power cut, which no process outlives
            Files.readAllLines(lock).stream()
                    .limit(1)
                    .filter(line -> line.strip().matches("[0-9]{1,9}"))
                    .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())).stream())
                    .filter(process -> process.info().commandLine().orElse("").contains(data.toString()))
                    .forEach(process -> new ProcessTree(process).kill());
            // after a reboot its number may be that of a stranger, which Postgres would take for a running server
            Files.delete(lock);
        }
    }

    @Override
    ProcessBuilder command() {
        // a killed Postgres loses nothing without fsync, only a machine without power does
        var command = new ProcessBuilder(
                server.resolve("bin/postgres").toString(),
                "-D",
                data.toString(),
                "--port=" + port(),
                "--listen_addresses=127.0.0.1",
                "--unix_socket_directories=",
                "--fsync=" + (lifetime() == Lifetime.KEPT ? "on" : "off"),
                "--max_connections=200",
                "--timezone=UTC",
                "--log_timezone=UTC");
        command.environment().clear();
        return command;
    }

    @Override
    boolean answers() {
        try (var connection = PostgresAddress.parse(url()).connect()) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    String stopSignal() {
        return "INT";
    }
}
