package dev.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** Where values lie on an axis, and what is written along it. */
class LogAxisTests {

    @Test
    void equalRatiosAreEquallyLong() {
        LogAxis axis = new LogAxis(1, 1_000, 300, 0);

        assertThat(axis.at(1)).isCloseTo(300, within(1e-9));
        assertThat(axis.at(10)).isCloseTo(200, within(1e-9));
        assertThat(axis.at(1_000)).isCloseTo(0, within(1e-9));
    }

    @Test
    void powersOfTenAreMarkedAndMoreWhereTheyAreFew() {
        assertThat(new LogAxis(0.5, 2_000, 0, 1).marks()).isEqualTo(List.of(1.0, 10.0, 100.0, 1_000.0));
        assertThat(new LogAxis(3, 300, 0, 1).marks()).isEqualTo(List.of(5.0, 10.0, 20.0, 50.0, 100.0, 200.0));
    }

    @Test
    void aSingleValueHasAPlaceToo() {
        assertThat(LogAxis.over(DoubleStream.of(7), 0, 100).at(7)).isCloseTo(50, within(1e-9));
    }
}
