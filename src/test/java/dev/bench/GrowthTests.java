package dev.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exponent is that of the power law the figures follow. */
class GrowthTests {

    @ParameterizedTest
    @CsvSource({"0", "0.5", "1", "-0.3"})
    void aPowerLawIsRecognized(double exponent) {
        var byUsers = new TreeMap<Integer, Double>();
        for (Scale scale : Scale.values()) {
            byUsers.put(scale.users(), 3 * Math.pow(scale.users(), exponent));
        }

        assertThat(new Growth("any", byUsers).exponent()).isCloseTo(exponent, within(1e-9));
    }

    @Test
    void whatIsOffTheLineIsAveraged() {
        Growth growth = new Growth("ms", new TreeMap<>(Map.of(10_000, 1.0, 100_000, 1.0, 1_000_000, 10.0)));

        assertThat(growth.exponent()).isCloseTo(0.5, within(1e-9));
        assertThat(growth.inWords()).startsWith("ms (10,000: 1; ").endsWith("users^0.50");
    }
}
