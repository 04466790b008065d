package dev.authservice;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The packages depend on each other as declared in their {@code package-info}, and in no circle. */
class ModularityTests {

    @Test
    void packagesDependOnEachOtherAsDeclared() {
        ApplicationModules.of(AuthServiceApplication.class).verify();
    }
}
