package dev.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What things cost at one scale with this commit; kept where a clean build leaves it, to be compared with other scales. */
record Figures(String commit, Map<String, Double> values) {

    private static final JsonMapper JSON = new JsonMapper();

    private static Path file(Scale scale) {
        return Path.of(".local", "bench-reports", "costs-" + scale.word() + ".json");
    }

    static Optional<Figures> of(Scale scale) throws IOException {
        return Files.exists(file(scale))
                ? Optional.of(JSON.readValue(file(scale).toFile(), Figures.class))
                : Optional.empty();
    }

    /** Beside those that other parts have left there with the same commit. */
    void write(Scale scale) throws IOException {
        Map<String, Double> all = new HashMap<>();
        of(scale).filter(kept -> kept.commit.equals(commit)).ifPresent(kept -> all.putAll(kept.values));
        all.putAll(values);
        Files.createDirectories(file(scale).getParent());
        JSON.writerWithDefaultPrettyPrinter().writeValue(file(scale).toFile(), new Figures(commit, all));
    }
}
