package dev.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a budget is used up and comes back. */
class LimiterTests {

    private static final String ANNA = "anna";
    private static final String BERTA = "berta";

    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger alive = new AtomicInteger(1);
    private final Limiter<String> limiter = limiter();

    @Test
    void aBudgetIsUsedUpAtOnceAndNoFurther() {
        assertThat(allowed(ANNA, 100)).isEqualTo(60);
    }

    @Test
    void whatIsUsedUpComesBackBitByBit() {
        allowed(ANNA, 60);

        pass(Duration.ofMillis(900));
        assertThat(allowed(ANNA, 1)).isZero();
        pass(Duration.ofMillis(100));
        assertThat(allowed(ANNA, 2)).isEqualTo(1);
        pass(Duration.ofHours(1));
        assertThat(allowed(ANNA, 100)).isEqualTo(60);
    }

    @Test
    void whoComesBackWhenToldIsLetIn() {
        allowed(ANNA, 60);
        pass(Duration.ofMillis(250));

        Verdict refused = ask(ANNA);
        pass(Duration.ofSeconds(refused.secondsUntilNext()));

        assertThat(refused.isAllowed()).isFalse();
        assertThat(ask(ANNA).isAllowed()).isTrue();
    }

    @Test
    void callersAndKindsHaveBudgetsOfTheirOwn() {
        allowed(ANNA, 60);

        assertThat(allowed(BERTA, 1)).isEqualTo(1);
        assertThat(limiter.ask("profiles", 60, ANNA).orElseThrow().isAllowed()).isTrue();
    }

    @Test
    void aCallerIsToldTheWholeBudgetAndWhatIsLeftOfIt() {
        allowed(ANNA, 19);
        Verdict verdict = ask(ANNA);

        assertThat(verdict.policy()).isEqualTo("\"search\";q=60;w=60");
        assertThat(verdict.state()).isEqualTo("\"search\";r=40;t=20");
    }

    @Test
    void instancesShareABudget() {
        alive.set(3);

        assertThat(ask(ANNA).policy()).isEqualTo("\"search\";q=60;w=60");
        assertThat(ask(ANNA).state()).isEqualTo("\"search\";r=54;t=6");
        assertThat(allowed(ANNA, 100)).isEqualTo(18);
    }

    @Test
    void moreInstancesThanBudgetStillLetSomebodyIn() {
        alive.set(100);

        assertThat(allowed(ANNA, 5)).isEqualTo(1);
    }

    @Test
    void whoUsedUpHalfHasHalfLeftWhenInstancesComeAndGo() {
        allowed(ANNA, 30);
        alive.set(2);
        assertThat(allowed(ANNA, 100)).isEqualTo(15);

        alive.set(1);
        assertThat(allowed(ANNA, 100)).isZero();
        pass(Duration.ofMinutes(1));
        assertThat(allowed(ANNA, 100)).isEqualTo(60);
    }

    @Test
    void noLimitIsNoVerdict() {
        assertThat(limiter.ask("admin", 0, ANNA)).isEmpty();
    }

    private Verdict ask(String caller) {
        return limiter.ask("search", 60, caller).orElseThrow();
    }

    private int allowed(String caller, int requests) {
        return (int) IntStream.range(0, requests)
                .filter(_ -> ask(caller).isAllowed())
                .count();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private Limiter<String> limiter() {
        return new Limiter<>(alive::get, new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        });
    }
}
