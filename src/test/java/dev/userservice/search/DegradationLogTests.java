package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** However many searches are degraded, the log stays readable. */
@ExtendWith(OutputCaptureExtension.class)
class DegradationLogTests {

    private Instant now = Instant.parse("2026-11-01T10:00:00Z");
    private final DegradationLog degradation = new DegradationLog(() -> now);

    @Test
    void theFirstIsToldAtOnceAndTheOthersByTheirNumber(CapturedOutput output) {
        degrade(100);
        assertThat(lines(output)).singleElement().asString().contains("Searches are degraded: stood in: no answer");

        pass(9);
        degrade(50);
        assertThat(lines(output)).hasSize(1);

        pass(1);
        degrade(1);
        assertThat(lines(output)).hasSize(2).last().asString().contains("150 more searches were degraded");
    }

    @Test
    void theEndIsToldOnceAndOnlyWhenItIsOne(CapturedOutput output) {
        degradation.normal();
        degrade(3);
        pass(4);
        degradation.normal();
        assertThat(lines(output)).hasSize(1);

        pass(1);
        degradation.normal();
        degradation.normal();
        assertThat(lines(output)).hasSize(2).last().asString().contains("back to normal; 2 more");

        degrade(1);
        assertThat(lines(output)).hasSize(3).last().asString().contains("Searches are degraded");
    }

    private void degrade(int times) {
        for (int i = 0; i < times; i++) {
            degradation.degraded("stood in", "no answer");
        }
    }

    private void pass(int seconds) {
        now = now.plus(Duration.ofSeconds(seconds));
    }

    private static List<String> lines(CapturedOutput output) {
        return output.getAll()
                .lines()
                .filter(line -> line.contains(DegradationLog.class.getSimpleName()))
                .toList();
    }
}
