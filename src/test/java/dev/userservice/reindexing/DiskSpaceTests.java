package dev.userservice.reindexing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.userservice.reindexing.LiveIndexes.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much of a disk is left before Elasticsearch gives it no more shards. */
class DiskSpaceTests {

    private static final String WATERMARK = "cluster.routing.allocation.disk.watermark.high";
    private static final String NODES = """
            {"nodes": {
              "a": {"roles": ["data", "master"], "fs": {"total": {"total_in_bytes": 1000, "available_in_bytes": 300}}},
              "b": {"roles": ["data_content"], "fs": {"total": {"total_in_bytes": 1000, "available_in_bytes": 90}}},
              "c": {"roles": ["master"], "fs": {"total": {"total_in_bytes": 1000, "available_in_bytes": 1000}}}}}
            """;

    @ParameterizedTest
    @CsvSource(textBlock = """
            1000,           95%,   '',    50
            1000,           0.9,   '',    100
            1000,           100b,  '',    100
            1000000,        2kb,   '',    2048
            10000000000000, 95%,   100gb, 107374182400
            1000,           95%,   100gb, 50
            1000,           95%,   -1,    50
            1000,           '',    '',    100
            """)
    void theReserveIsWhatTheWatermarkSays(long total, String watermark, String headroom, long reserve)
            throws JsonProcessingException {
        assertThat(DiskSpace.reserve(total, settings("persistent", watermark, headroom)))
                .isEqualTo(reserve);
    }

    @Test
    void withoutWatermarksTheWholeDiskCounts() throws JsonProcessingException {
        assertThat(DiskSpace.reserve(1000, json("""
                {"defaults": {"cluster.routing.allocation.disk.threshold_enabled": "false", "%s": "95%%"}}
                """.formatted(WATERMARK)))).isZero();
    }

    @Test
    void onlyNodesThatHoldDataCount() throws JsonProcessingException {
        assertThat(DiskSpace.of(json(NODES), settings("defaults", "95%", "")).freeBytes())
                .containsExactly(250L, 40L);
        assertThat(DiskSpace.of(json(NODES), settings("transient", "800b", "")).free())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"200, 100, true", "223, 100, true", "224, 100, false", "200, 192, true", "200, 193, false"})
    void anIndexOfThirtyPercentMoreMustFit(long bytes, long bytesOfAShard, boolean fits)
            throws JsonProcessingException {
        DiskSpace disks = DiskSpace.of(json(NODES), settings("defaults", "95%", ""));

        assertThat(disks.holds(new Size(1, bytes, bytesOfAShard))).isEqualTo(fits);
    }

    private static JsonNode settings(String origin, String watermark, String headroom) throws JsonProcessingException {
        return json("{\"%s\": {\"%s\": \"%s\", \"%s.max_headroom\": \"%s\"}}"
                .formatted(origin, WATERMARK, watermark, WATERMARK, headroom));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new JsonMapper().readTree(text);
    }
}
