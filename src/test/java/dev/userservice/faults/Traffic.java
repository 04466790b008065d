package dev.userservice.faults;

import static org.awaitility.Awaitility.await;

import dev.userservice.Service;
import dev.userservice.TestUsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The world while an index is rebuilt: an Auth Service that creates, updates and deletes users and delivers until it is
 * answered, and people who search. Both go through a gateway, which asks another instance when one is gone or has no time.
 */
final class Traffic implements AutoCloseable {

    private static final int CONNECTIONS = 2;
    private static final int MOST_UNDER_WAY = 400;

    /** So many first names there are, each of dozens of people; none is the beginning of another. */
    static final int NAMES = 1000;

    private final List<ChildService> instances;
    private final Random random;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final ExecutorService deliveries = Executors.newFixedThreadPool(CONNECTIONS);
    private final ExecutorService people = Executors.newFixedThreadPool(CONNECTIONS);
    private final AtomicInteger under = new AtomicInteger();
    private final AtomicInteger versions = new AtomicInteger(10);
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger searched = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<String> ids;
    private volatile boolean writing = true;
    private volatile boolean closed;

    Traffic(List<ChildService> instances, List<String> ids, Random random) {
        this.instances = instances;
        this.ids = new ArrayList<>(ids);
        this.random = random;
    }

    /** As usual, for so many searches and writes one after another. */
    void warmUp(int number) {
        for (int turn = 0; turn < number; turn++) {
            write();
            search();
            await().atMost(Duration.ofSeconds(60)).until(() -> under.get() == 0);
        }
    }

    void start(int writesPerSecond, int searchesPerSecond) {
        var _ = clock.scheduleAtFixedRate(this::write, 0, 1_000_000 / writesPerSecond, TimeUnit.MICROSECONDS);
        var _ = clock.scheduleAtFixedRate(this::search, 0, 1_000_000 / searchesPerSecond, TimeUnit.MICROSECONDS);
    }

    private synchronized void write() {
        // whoever cannot keep up is not buried
        if (writing && under.get() < MOST_UNDER_WAY) {
            int dice = random.nextInt(10);
            String id = dice < 2 ? "new-" + versions.get() : ids.get(random.nextInt(ids.size()));
            int version = versions.incrementAndGet();
            if (dice < 2) {
                ids.add(id);
            }
            under.incrementAndGet();
            deliveries.execute(() -> {
                deliver(id, version, dice >= 8);
                under.decrementAndGet();
            });
        }
    }

    private void deliver(String id, int version, boolean delete) {
        String body = delete
                ? "{\"userId\":\"%s\",\"version\":%d}".formatted(id, version)
                : TestUsers.influencer(
                        id, Map.of("version", version, "firstName", name(version), "bio", "Version " + version));
        boolean done = false;
        while (!done && !closed) {
            done = ask(new ArrayList<>(), service -> {
                int status = delete
                        ? service.userDeleted(body).status()
                        : service.userUpdated(body).status();
                if (status != 200) {
                    throw new UncheckedIOException(new IOException("status " + status));
                }
                written.incrementAndGet();
            });
        }
    }

    private void search() {
        people.execute(() -> {
            String name = name(turn.get());
            List<String> refusals = new ArrayList<>();
            boolean answered = ask(refusals, service -> {
                Service.Answer answer = service.search(name);
                if (answer.status() == 503) {
                    throw new UncheckedIOException(new IOException("503 " + answer.body()));
                }
                if (answer.status() != 200 || answer.hits().isEmpty()) {
                    failures.add(answer.status() + " " + answer.body());
                }
                searched.incrementAndGet();
            });
            if (!answered) {
                failures.add("no instance answered: " + refusals);
            }
        });
    }

    private static String name(int number) {
        return "mira" + (NAMES + number % NAMES);
    }

    /** Whether one of the instances did; if not, why. */
    private boolean ask(List<String> refusals, Consumer<Service> question) {
        int first = turn.getAndIncrement();
        for (int attempt = 0; attempt < instances.size(); attempt++) {
            try {
                question.accept(
                        instances.get((first + attempt) % instances.size()).service());
                return true;
            } catch (UncheckedIOException e) {
                // the next one is asked
                refusals.add(Instant.now() + " " + e.getMessage());
            }
        }
        return false;
    }

    /** Lets nobody change any more, until {@link #resume}; whatever was under way is answered. */
    void pause() {
        writing = false;
        await().atMost(Duration.ofSeconds(60)).until(() -> under.get() == 0);
    }

    void resume() {
        writing = true;
    }

    int written() {
        return written.get();
    }

    int searched() {
        return searched.get();
    }

    /** Searches that were not answered, or found nobody. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        closed = true;
        deliveries.close();
        people.close();
    }
}
