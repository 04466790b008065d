package dev.userservice.indexing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The files with the settings and the mapping of each index: ours, or those from a folder of the operator's. */
@Component
public class MappingFile {

    private static final String USERS = "users.json";
    private static final String ACTIVITY = "activity.json";

    private final IndexingProperties properties;

    MappingFile(IndexingProperties properties) {
        this.properties = properties;
    }

    /** As it is now; the operator's may change while the service runs. */
    byte[] bytes() {
        return read(properties.mappings(), USERS);
    }

    /** The file of the activity index; a folder need not have one. */
    public byte[] activity() {
        Path folder = properties.mappings();
        return read(folder == null || Files.notExists(folder.resolve(ACTIVITY)) ? null : folder, ACTIVITY);
    }

    private static byte[] read(@Nullable Path folder, String name) {
        try (InputStream file = open(folder, name)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }

    private static InputStream open(@Nullable Path folder, String name) throws IOException {
        return folder == null
                ? new ClassPathResource("es-mappings/" + name).getInputStream()
                : Files.newInputStream(folder.resolve(name));
    }
}
