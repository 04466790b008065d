package dev.userservice.reindexing;

import org.springframework.stereotype.Component;

/** What slows the filling of an index down, from its begin to its end. */
@Component
class Brakes {

    private final Pressure pressure;
    private final Stopping stopping;

    Brakes(Pressure pressure, Stopping stopping) {
        this.pressure = pressure;
        this.stopping = stopping;
    }

    void begin() {
        pressure.begin();
    }

    void at(double documentsPerSecond) {
        pressure.at(documentsPerSecond);
    }

    void end() {
        pressure.end();
    }

    Pace pace() {
        return new Pace(pressure, stopping);
    }
}
