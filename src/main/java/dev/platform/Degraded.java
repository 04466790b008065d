package dev.platform;

import org.springframework.boot.actuate.health.Status;

/** What health says of a service that works, but not as it should. */
public final class Degraded {

    public static final Status STATUS = new Status("DEGRADED");

    private Degraded() {}
}
