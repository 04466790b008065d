package dev.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerTests {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatMakeHasFoundHolds(boolean found) {
        System.setProperty("local-servers.docker", Boolean.toString(found));

        assertThat(Docker.answers()).isEqualTo(found);
    }

    @AfterEach
    void forget() {
        System.clearProperty("local-servers.docker");
    }
}
