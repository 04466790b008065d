package dev.bench;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A report as it stays: as JSON, and as a page. */
record WrittenReport(
        String scale,
        int users,
        Surroundings surroundings,
        List<Report.Line> lines,
        List<String> notes,
        List<Curve> curves,
        Map<String, Double> figures,
        List<Growth> growths,
        Map<String, Double> seconds) {

    private static final Path FOLDER = Path.of("target", "bench");

    void write() throws IOException {
        Files.createDirectories(FOLDER);
        JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValue(FOLDER.resolve("report-" + scale + ".json").toFile(), this);
        Path page = FOLDER.resolve("report-" + scale + ".html");
        Files.writeString(page, new ReportPage(this).html());
        System.out.println("  " + page);
    }
}
