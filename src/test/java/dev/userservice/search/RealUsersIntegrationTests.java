package dev.userservice.search;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** Real public profiles, where a copy of them is at hand. */
@Tag("real-users")
class RealUsersIntegrationTests extends AbstractProfileTests {

    @Override
    InputStream profiles() throws IOException {
        Path file = Path.of(System.getProperty("real-users", "real-users.json"));
        assumeTrue(Files.exists(file), () -> "there are no real profiles at " + file);
        return Files.newInputStream(file);
    }
}
