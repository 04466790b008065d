package dev.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What things cost at one scale, as last measured; kept where a clean build leaves it, to be compared with other scales. */
final class Figures {

    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private final Map<String, Double> values;

    private Figures(Path file, Map<String, Double> values) {
        this.file = file;
        this.values = values;
    }

    static Figures of(Scale scale) throws IOException {
        Path file = Path.of(".local", "bench-reports", "figures-" + scale.word() + ".json");
        Map<String, Double> values = Files.exists(file)
                ? JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, Double>>() {})
                : new TreeMap<>();
        return new Figures(file, values);
    }

    void put(String name, double value) {
        values.put(name, value);
    }

    Map<String, Double> values() {
        return Map.copyOf(values);
    }

    void write() throws IOException {
        Files.createDirectories(file.getParent());
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), values);
    }
}
