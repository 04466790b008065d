package dev.userservice.reindexing;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A folder with a mapping file as somebody who develops the service changes it. */
public record MappingFolder(Path path) {

    private static final Path REAL = Path.of("es-mappings", "users.json");

    /** With the real file in it. */
    public static MappingFolder create() {
        try {
            var folder = new MappingFolder(Files.createTempDirectory(Path.of("target"), "mappings-"));
            folder.reset();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the real file back. */
    public void reset() {
        change(body -> {});
    }

    /** Writes the real file with a change. */
    public void change(Consumer<ObjectNode> change) {
        try {
            ObjectNode body = (ObjectNode) new JsonMapper().readTree(Files.readAllBytes(REAL));
            change.accept(body);
            write(body.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes whatever this is. */
    public void write(String text) {
        try {
            Files.writeString(path.resolve("users.json"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves the folder empty. */
    public void remove() {
        try {
            Files.delete(path.resolve("users.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
