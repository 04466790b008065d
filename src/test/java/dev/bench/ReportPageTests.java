package dev.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The page shows every line and needs nothing from elsewhere. */
class ReportPageTests {

    @Test
    void everyLineIsShownAndNothingIsFetched() {
        String page = new ReportPage(report()).html();

        assertThat(page)
                .contains("p99 &lt; raw", "0.91", "0.85 to 0.97", ">12<", "class=\"fail\"", "users^1.00", "all is well")
                .contains("<polyline class=\"s0\"")
                .doesNotContain("src=", "href=", "@import", "NaN");
    }

    private static WrittenReport report() {
        Histogram micros = new Histogram(3);
        for (int i = 1; i <= 2_000; i++) {
            micros.recordValue(i * 10L);
        }
        var line =
                new Report.Line("p99 < raw", new Pairs.Ratio(0.91, 0.85, 0.97), 12, ">= 1", Goal.Verdict.FAIL, "any");
        return new WrittenReport(
                "100k",
                100_000,
                new Surroundings(Instant.EPOCH, "abc", "2 cores", "25", "9", "18", 0.5),
                List.of(line),
                List.of("all is well"),
                List.of(Curve.of("service", micros)),
                Map.of("ms", 2.0),
                List.of(new Growth("ms", new TreeMap<>(Map.of(10_000, 1.0, 100_000, 10.0)))),
                Map.of("search", 12.0));
    }
}
