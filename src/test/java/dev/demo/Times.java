package dev.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When somebody came, changed something and was last seen; most were here this month, some have left. */
record Times(Instant createdAt, Instant updatedAt, Instant lastActiveAt) {

    static Times of(Instant now, Dice dice) {
        double age = 1 + dice.decaying(600);
        double away = Math.min(age, dice.decaying(dice.chance(0.8) ? 12 : 240));
        double changed = Math.min(age, away + dice.decaying(60));
        return new Times(ago(now, age), ago(now, changed), ago(now, away));
    }

    private static Instant ago(Instant now, double days) {
        return now.minus(Duration.ofSeconds((long) (days * 86_400))).truncatedTo(ChronoUnit.MILLIS);
    }

    void fill(Fields user) {
        user.put("createdAt", createdAt.toString())
                .put("updatedAt", updatedAt.toString())
                .put("lastActiveAt", lastActiveAt.toString());
    }
}
