package dev.localservers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPostgresTests {

    @TempDir
    private static Path folder;

    private static LocalPostgres postgres;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.start(folder.resolve("a b ü"));
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void isTheRealServer() throws SQLException {
        assertThat(query("SHOW server_version_num")).startsWith("18");
    }

    @Test
    void promisesWhatItHasCommitted() throws SQLException {
        assertThat(query("SHOW synchronous_commit")).isEqualTo("on");
    }

    @Test
    void comparesTextTheSameWayOnEveryMachine() throws SQLException {
        assertThat(query("SELECT upper('zoë') || (SELECT 'Z' < 'a')")).isEqualTo("ZOËtrue");
    }

    @Test
    void hangsWhileFrozen() throws SQLException {
        try (var connection = PostgresAddress.parse(postgres.url()).connect()) {
            postgres.freeze();
            assertThat(connection.isValid(1)).isFalse();
        } finally {
            postgres.thaw();
        }
        assertThat(query("SELECT 1")).isEqualTo("1");
    }

    @Test
    void keepsItsAddressAndDataWhenKilledAndRestarted() throws SQLException {
        execute("CREATE TABLE kept AS SELECT 42 AS answer");
        postgres.kill();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> query("SELECT 1"));
        postgres.restart();
        assertThat(query("SELECT answer FROM kept")).isEqualTo("42");
    }

    @Test
    void makesEmptyDatabases() throws SQLException {
        var fresh = PostgresAddress.parse(postgres.url()).freshDatabase("some_tests");
        try (var connection = fresh.connect();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE something ()");
        }
        var again = PostgresAddress.parse(postgres.url()).freshDatabase("some_tests");
        try (var connection = again.connect()) {
            assertThat(connection
                            .getMetaData()
                            .getTables(null, "public", "%", null)
                            .next())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "\n"})
    void startsAfterAPowerCutThatLeftItsLockHalfWritten(String lock, @TempDir Path kept) throws Exception {
        Path file;
        try (var home = Home.open(kept, Lifetime.KEPT)) {
            LocalPostgres.start(home);
            file = home.folder("postgres").resolve("data/postmaster.pid");
        }
        Files.writeString(file, lock);
        try (var home = Home.open(kept, Lifetime.KEPT)) {
            assertThat(PostgresAddress.parse(LocalPostgres.start(home).url())
                            .connect()
                            .isValid(2))
                    .isTrue();
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = PostgresAddress.parse(postgres.url()).connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(String sql) throws SQLException {
        try (var connection = PostgresAddress.parse(postgres.url()).connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
