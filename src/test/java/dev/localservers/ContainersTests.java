package dev.localservers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What can be told of the containers without starting any. */
class ContainersTests {

    @Test
    void postgresWithDataOfAnEarlierRunIsReadyWhenItAnswers() {
        assertThat(Containers.postgres(Lifetime.KEPT))
                .extracting("waitStrategy.command")
                .isEqualTo("pg_isready --host=127.0.0.1 --username=test --dbname=test");
    }

    @Test
    void othersThanThisMachineDoNotReachThem() {
        var container = Containers.postgres(Lifetime.TEMPORARY);
        Containers.publishHere(container);

        assertThat(container.getPortBindings()).containsExactly("127.0.0.1:5432/tcp");
    }

    @Test
    void postgresKeepsDataWithoutPowerIfItIsToBeKept() {
        assertThat(Containers.postgres(Lifetime.KEPT).getCommandParts())
                .containsExactly("postgres", "-c", "fsync=on", "-c", "max_connections=200");
        assertThat(Containers.postgres(Lifetime.TEMPORARY).getCommandParts()).contains("fsync=off");
    }
}
