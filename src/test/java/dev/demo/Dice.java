package dev.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Chance that falls the same way every time. */
final class Dice {

    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** Mostly near zero and sometimes far away, {@code mean} on average. */
    double decaying(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T either(Supplier<T>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }

    <T> T weighted(T[] choices, ToIntFunction<T> weight) {
        int left = random.nextInt(Arrays.stream(choices).mapToInt(weight).sum());
        for (T choice : choices) {
            left -= weight.applyAsInt(choice);
            if (left < 0) {
                return choice;
            }
        }
        throw new IllegalArgumentException("The weights must be positive");
    }

    <T> List<T> some(List<T> choices, int least, int most) {
        List<T> shuffled = new ArrayList<>(choices);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, Math.min(choices.size(), between(least, most))));
    }
}
