package dev.userservice.analytics;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;

/** A random text for hashes that nobody can undo: in memory only, of this process only, and another every day. */
final class DailySalt {

    private static final int BYTES = 16;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private volatile Salt salt = new Salt(LocalDate.MIN, "");

    DailySalt(InstantSource clock) {
        this.clock = clock;
    }

    private record Salt(LocalDate day, String text) {}

    String text() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Salt known = salt;
        return known.day().equals(today) ? known.text() : renewed(today);
    }

    private synchronized String renewed(LocalDate today) {
        if (!salt.day().equals(today)) {
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            salt = new Salt(today, HexFormat.of().formatHex(bytes));
        }
        return salt.text();
    }
}
