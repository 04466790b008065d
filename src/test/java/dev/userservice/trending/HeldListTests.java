package dev.userservice.trending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lists in memory: made once however many ask, and shown on while nobody can make them. */
class HeldListTests {

    private static final ListKey KEY = new ListKey(Kind.INFLUENCERS, Window.DAY, null, null, null);
    private static final Duration FRESH = Window.DAY.fresh();

    private volatile Instant now = Instant.parse("2026-10-20T12:00:00Z");
    private final AtomicInteger made = new AtomicInteger();
    private final CountDownLatch mayFinish = new CountDownLatch(1);
    private volatile Callable<Optional<TrendingList>> making = this::list;
    private volatile Optional<TrendingList> published = Optional.empty();
    private final HeldList held = new HeldList(KEY, new Scripted(), Bulkhead.ofDefaults("trending"), () -> now);

    /** Makes what the test says. */
    private final class Scripted extends ListTurns {

        Scripted() {
            super(null, null, null, () -> now, new SimpleMeterRegistry());
        }

        @Override
        Optional<TrendingList> renewed(ListKey key) {
            made.incrementAndGet();
            try {
                return making.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        Optional<TrendingList> published(ListKey key) {
            return published;
        }
    }

    @Test
    void aListIsMadeOnceHoweverManyAskAtOnce() throws Exception {
        making = this::listInTheEnd;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HeldList.Shown>> answers = Stream.generate(() -> callers.submit(held::current))
                    .limit(200)
                    .toList();
            await().until(() -> made.get() == 1);
            mayFinish.countDown();
            for (Future<HeldList.Shown> answer : answers) {
                assertThat(answer.get().list().asOf()).isEqualTo(now);
            }
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void aFreshListIsNotMadeAgain() {
        held.current();
        now = now.plus(FRESH).minusMillis(1);

        assertThat(held.current().degraded()).isFalse();
        assertThat(made).hasValue(1);
    }

    @Test
    void whileANewListIsMadeTheOldOneIsShownToEverybody() {
        HeldList.Shown first = held.current();
        now = now.plus(FRESH);
        making = this::listInTheEnd;

        for (int caller = 0; caller < 50; caller++) {
            assertThat(held.current()).isEqualTo(first);
        }
        mayFinish.countDown();

        await().until(() -> held.current().list().asOf().equals(now));
        assertThat(made).hasValue(2);
    }

    @Test
    void aListOfAnotherDayIsNotShownForAMomentEither() {
        held.current();
        now = now.plus(Duration.ofDays(1));

        assertThat(held.current().list().asOf()).isEqualTo(now);
    }

    @Test
    void theLastListIsShownWhileElasticsearchIsAwayAndSaysSo() {
        Instant first = now;
        held.current();
        now = now.plus(FRESH);
        making = HeldListTests::fail;
        held.current();
        await().until(() -> held.current().degraded());

        assertThat(held.current().list().asOf()).isEqualTo(first);
        now = now.plus(Duration.ofDays(1));
        assertThat(held.current()).isEqualTo(new HeldList.Shown(held.current().list(), true));

        making = this::list;
        now = now.plusSeconds(6);
        assertThat(held.current().degraded()).isFalse();
    }

    @Test
    void afterAFailureElasticsearchIsLeftAloneForAWhile() {
        making = HeldListTests::fail;
        for (int caller = 0; caller < 20; caller++) {
            assertThatThrownBy(held::current).isInstanceOf(TrendingUnavailableException.class);
        }
        assertThat(made).hasValue(1);

        now = now.plusSeconds(5);
        making = this::list;
        assertThat(held.current().degraded()).isFalse();
    }

    @Test
    void afterARestartThePublishedListIsShownWhileElasticsearchIsAway() {
        published = Optional.of(new TrendingList(now.minusSeconds(3600), null, List.of()));
        making = HeldListTests::fail;

        assertThat(held.current()).isEqualTo(new HeldList.Shown(published.orElseThrow(), true));
    }

    @Test
    void whileElasticsearchHangsThePublishedListIsShownSoonAndToTheOthersAtOnce() {
        published = Optional.of(new TrendingList(now.minus(Duration.ofDays(1)), null, List.of()));
        making = this::listInTheEnd;
        var old = new HeldList.Shown(published.orElseThrow(), true);

        assertTimeout(Duration.ofMillis(1_500), () -> assertThat(held.current()).isEqualTo(old));
        for (int caller = 0; caller < 20; caller++) {
            assertTimeout(
                    Duration.ofMillis(500), () -> assertThat(held.current()).isEqualTo(old));
        }
        assertThat(made).hasValue(1);

        mayFinish.countDown();
        await().until(() -> !held.current().degraded());
        assertThat(held.current().list().asOf()).isEqualTo(now);
    }

    @Test
    void aListOfAnotherDayThatNobodyMakesAnewSaysSo() {
        TrendingList old = new TrendingList(now.minus(Duration.ofDays(1)), null, List.of());
        making = () -> Optional.of(old);

        assertThat(held.current()).isEqualTo(new HeldList.Shown(old, true));
    }

    @Test
    void theFirstListIsWaitedForWhileAnotherInstanceMakesIt() {
        making = Optional::empty;
        Thread.ofVirtual().start(() -> {
            await().until(() -> made.get() > 1);
            making = this::list;
        });

        assertThat(held.current().list().asOf()).isEqualTo(now);
    }

    private Optional<TrendingList> list() {
        return Optional.of(new TrendingList(now, null, List.of()));
    }

    private Optional<TrendingList> listInTheEnd() throws InterruptedException {
        mayFinish.await();
        return list();
    }

    private static Optional<TrendingList> fail() {
        throw new ElasticsearchUnavailableException("away");
    }
}
