package dev.userservice.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

/** One person in one hour, UTC. */
record UserHour(String userId, Instant hour) implements Comparable<UserHour> {

    private static final Comparator<UserHour> ORDER =
            Comparator.comparing(UserHour::userId).thenComparing(UserHour::hour);

    /** The hour in which this moment lies. */
    static UserHour of(String userId, Instant moment) {
        return new UserHour(userId, moment.truncatedTo(ChronoUnit.HOURS));
    }

    UserDay day() {
        return new UserDay(userId, LocalDate.ofInstant(hour, ZoneOffset.UTC));
    }

    /** One person on one day, UTC. */
    record UserDay(String userId, LocalDate date) implements Comparable<UserDay> {

        @Override
        public int compareTo(UserDay other) {
            int byId = userId.compareTo(other.userId);
            return byId == 0 ? date.compareTo(other.date) : byId;
        }
    }

    @Override
    public int compareTo(UserHour other) {
        return ORDER.compare(this, other);
    }
}
