package dev.userservice.indexing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The file with the settings and the mapping of the users index: ours, or one from a folder of the operator's. */
@Component
class MappingFile {

    private static final String NAME = "users.json";

    private final IndexingProperties properties;

    MappingFile(IndexingProperties properties) {
        this.properties = properties;
    }

    /** As it is now; the operator's may change while the service runs. */
    byte[] bytes() {
        try (InputStream file = open(properties.mappings())) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(NAME + " cannot be read", e);
        }
    }

    private static InputStream open(@Nullable Path folder) throws IOException {
        return folder == null
                ? new ClassPathResource("es-mappings/" + NAME).getInputStream()
                : Files.newInputStream(folder.resolve(NAME));
    }
}
