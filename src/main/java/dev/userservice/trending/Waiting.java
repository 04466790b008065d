package dev.userservice.trending;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a list that somebody makes, but not for ever. */
final class Waiting {

    private Waiting() {}

    /** Whether it was made in this time; throws {@link TrendingUnavailableException} if it never will be. */
    static boolean isOver(CompletableFuture<?> making, Duration time) {
        try {
            making.get(time.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TrendingUnavailableException("Nobody waits any more", e);
        } catch (ExecutionException e) {
            throw new TrendingUnavailableException("The list could not be made", e);
        }
    }
}
