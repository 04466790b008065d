package dev.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartTests {

    @ParameterizedTest
    @EnumSource(Scale.class)
    void aRunHasTimeForAllItsParts(Scale scale) {
        assertThat(scale.usuallyFor(Part.named(List.of(), scale))).isLessThan(scale.limit());
    }
}
