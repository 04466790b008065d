package dev.userservice.trending;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The times a list is made of: those observed, those that tell what to expect, and those that are drawn. */
record Periods(Span observed, Grain grain, List<Span> before, Grain grainBefore, Span drawn) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration ENOUGH_OF_MANY = Duration.ofDays(7);

    /** Hours, against the same hours of the two days before with one on either side, as every hour has a usual number. */
    static Periods hours(Instant now, Duration length) {
        Instant from = Grain.HOUR.floor(now.minus(length));
        Span usual = new Span(from.minus(HOUR), Grain.HOUR.ceiling(now).plus(HOUR));
        return new Periods(
                new Span(from, now),
                Grain.HOUR,
                List.of(earlier(usual, DAY), earlier(usual, DAY.multipliedBy(2))),
                Grain.HOUR,
                new Span(Grain.HOUR.floor(now.minus(DAY)), now));
    }

    /** So long until now, against whole days before: observed in hours, or in days if it is long. */
    static Periods days(Instant now, Duration length, Grain grain, int daysBefore) {
        Instant from = grain.floor(now.minus(length));
        Instant end = Grain.DAY.floor(from);
        Span observed = new Span(from, now);
        Span before = new Span(end.minus(DAY.multipliedBy(daysBefore)), end);
        return new Periods(observed, grain, List.of(before), Grain.DAY, observed);
    }

    private static Span earlier(Span span, Duration by) {
        return new Span(span.from().minus(by), span.to().minus(by));
    }

    /** How many hours or days are observed, the last of them not to its end. */
    long steps() {
        return Math.ceilDiv(
                Duration.between(observed.from(), observed.to()).toMillis(),
                grain.length().toMillis());
    }

    /** The latest of the times before: enough to tell what is usual among many. */
    List<Span> usual() {
        return before.stream()
                .map(span -> span.since(span.to().minus(ENOUGH_OF_MANY)))
                .toList();
    }

    /** How many hours before the observed ones tell of somebody who is known since {@code start}. */
    double hoursBefore(Instant start) {
        return before.stream().mapToDouble(span -> span.since(start).hours()).sum();
    }

    /** From the first to the last of the times that tell what to expect. */
    Span comparedWith() {
        Instant first = before.stream().map(Span::from).min(Instant::compareTo).orElseThrow();
        Instant last = before.stream().map(Span::to).max(Instant::compareTo).orElseThrow();
        return new Span(first, last);
    }
}
