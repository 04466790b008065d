package dev.userservice.trending;

import dev.userservice.trending.ActivityDocuments.Document;
import dev.userservice.trending.ActivityDocuments.Person;
import dev.userservice.user.Tier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A month of activity that is the same whenever it is played: giants with flat traffic, steady accounts of all sizes, a
 * nobody who is found on day 20 and stays popular, an account that a program looks at all day from day 9 on, and one that
 * has a burst on day 12.
 */
final class SimulatedMonth {

    static final int DAYS = 30;
    static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

    private static final List<String> NICHES = List.of("food", "travel", "fitness", "beauty", "tech", "pets");

    private final Random random = new Random(20_261_001);
    private final List<Actor> actors = new ArrayList<>();

    /** Somebody, the viewers to be expected on a day, and how often each of them looks. */
    private record Actor(Person person, IntToDoubleFunction viewers, IntToDoubleFunction looks) {}

    SimulatedMonth() {
        IntStream.range(0, 3).forEach(i -> addSteady("giant-" + i, Tier.MEGA, i, 3000 + 2000 * i));
        IntStream.range(0, 12).forEach(i -> addSteady("steady-" + i, Tier.MID, i, 80 + 20 * i));
        IntStream.range(0, 10).forEach(i -> addSteady("micro-" + i, Tier.MICRO, i, 6 + 2 * i));
        IntStream.range(0, 25).forEach(i -> addSteady("small-" + i, Tier.NANO, i, 1 + i % 5));
        add("rising-nobody", Tier.NANO, "food", day -> day < 20 ? 3 : Math.min(40 + 50 * (day - 20), 140), day -> 1.3);
        add("inflated-by-a-bot", Tier.MICRO, "tech", day -> 3, day -> day < 9 ? 1.3 : 2000);
        add("burst", Tier.MICRO, "pets", day -> day < 12 ? 15 : Math.max(300 / Math.pow(3, day - 12), 15), day -> 1.3);
    }

    private void addSteady(String id, Tier tier, int number, double viewers) {
        add(id, tier, NICHES.get(number % NICHES.size()), day -> viewers * (day % 7 < 2 ? 1.2 : 1), day -> 1.3);
    }

    private void add(String id, Tier tier, String niche, IntToDoubleFunction viewers, IntToDoubleFunction looks) {
        actors.add(new Actor(Person.influencer(id, tier, niche), viewers, looks));
    }

    List<Person> people() {
        return actors.stream().map(Actor::person).toList();
    }

    /** Everything of every hour, and the same added up by days. */
    List<Document> documents() {
        List<Document> documents = new ArrayList<>();
        actors.forEach(actor -> IntStream.range(0, DAYS).forEach(day -> addDay(actor, day, documents)));
        return documents;
    }

    private void addDay(Actor actor, int day, List<Document> documents) {
        Instant start = START.plus(Duration.ofDays(day));
        double expected = actor.viewers().applyAsDouble(day) * Math.max(1 + 0.08 * random.nextGaussian(), 0);
        long viewersOfDay = 0;
        long viewsOfDay = 0;
        for (int hour = 0; hour < 24; hour++) {
            long viewers = poisson(expected * share(hour));
            long views = Math.round(viewers * actor.looks().applyAsDouble(day));
            if (views > 0) {
                Instant at = start.plus(Duration.ofHours(hour));
                documents.add(new Document(actor.person(), Grain.HOUR, at, views, viewers));
            }
            viewersOfDay += viewers;
            viewsOfDay += views;
        }
        if (viewsOfDay > 0) {
            documents.add(new Document(actor.person(), Grain.DAY, start, viewsOfDay, viewersOfDay));
        }
    }

    // most in the afternoon, hardly any before dawn; adds up to 1
    private static double share(int hour) {
        return (1 + 0.9 * Math.sin((hour - 9) * Math.PI / 12)) / 24;
    }

    private long poisson(double mean) {
        if (mean > 30) {
            return Math.max(Math.round(mean + Math.sqrt(mean) * random.nextGaussian()), 0);
        }
        double limit = Math.exp(-mean);
        long events = 0;
        for (double left = random.nextDouble(); left > limit; left *= random.nextDouble()) {
            events++;
        }
        return events;
    }
}
