package dev.userservice.sync;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterRegistry;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Spares the Auth Service: so many calls a second, some attempts with growing pauses, none at all while it is down. */
@Component
class SourceCalls {

    private static final String SOURCE = "source";

    private final Retry retry;
    private final CircuitBreaker breaker;
    private final RateLimiter limiter;

    SourceCalls(RetryRegistry retries, CircuitBreakerRegistry breakers, RateLimiterRegistry limiters) {
        this.retry = retries.retry(SOURCE);
        this.breaker = breakers.circuitBreaker(SOURCE);
        this.limiter = limiters.rateLimiter(SOURCE);
    }

    /** Makes a call, reading the answer included, for an answer that cannot be read is worth another attempt. */
    <T> T make(Supplier<T> call) {
        try {
            return retry.executeSupplier(() -> breaker.executeSupplier(() -> limiter.executeSupplier(call)));
        } catch (CallNotPermittedException e) {
            throw new SourceUnavailableException("The Auth Service failed too often just now and is left alone");
        } catch (RequestNotPermitted e) {
            throw new SourceUnavailableException("Too many requests to the Auth Service are waiting");
        }
    }
}
