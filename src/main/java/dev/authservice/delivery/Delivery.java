package dev.authservice.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Sends one message and writes down what became of it. A crash in between sends it again, under the same id. */
@Component
class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private final Claims claims;
    private final Messages messages;
    private final WebhookSender sender;
    private final Breaker breaker;
    private final DeliveryMetrics metrics;
    private final RetryLadder ladder;

    Delivery(
            Claims claims,
            Messages messages,
            WebhookSender sender,
            Breaker breaker,
            DeliveryMetrics metrics,
            DeliveryProperties properties) {
        this.claims = claims;
        this.messages = messages;
        this.sender = sender;
        this.breaker = breaker;
        this.metrics = metrics;
        this.ladder = new RetryLadder(properties.retries());
    }

    void deliver(Claim claim) {
        Optional<byte[]> body = messages.body(claim);
        if (body.isEmpty()) {
            breaker.abandonProbe();
            claims.bury(claim, "the account is gone and nobody said that it was deleted");
            return;
        }
        long start = System.nanoTime();
        Outcome outcome = sender.send(claim.change().path(), claim.messageId(), body.get());
        metrics.sent(claim, outcome, Duration.ofNanos(System.nanoTime() - start));
        settle(claim, outcome);
    }

    private void settle(Claim claim, Outcome outcome) {
        switch (outcome) {
            case Outcome.Taken() -> {
                claims.done(claim);
                noteAnswer();
            }
            case Outcome.Refused(var reason) -> {
                log.error(
                        "The User Service refuses {} of {}: {}", claim.change().type(), claim.userId(), reason);
                claims.bury(claim, reason);
                noteAnswer();
            }
            case Outcome.Failed(var reason, var notBefore) -> {
                breaker.failed(claim.userId(), notBefore);
                if (claim.due() && ladder.endsAfter(claim.attempts() + 1)) {
                    log.error("{} of {} is given up: {}", claim.change().type(), claim.userId(), reason);
                    claims.bury(claim, reason);
                } else {
                    Duration pause = pauseAfter(claim.attempts() + 1, notBefore);
                    postpone(claim, reason, () -> claims.retry(claim, pause, reason));
                }
            }
            // nobody is given up, or comes closer to it, because the User Service is away
            case Outcome.Away(var reason, var notBefore) -> {
                breaker.away(notBefore);
                Duration pause = pauseAfter(1, notBefore);
                postpone(claim, reason, () -> claims.hold(claim, pause, reason));
            }
        }
    }

    private Duration pauseAfter(int attempts, Duration notBefore) {
        Duration pause = ladder.pauseAfter(attempts, RandomGenerator.getDefault());
        return pause.compareTo(notBefore) > 0 ? pause : notBefore;
    }

    private void postpone(Claim claim, String reason, Runnable postponement) {
        log.debug("{} of {} is not delivered: {}", claim.change().type(), claim.userId(), reason);
        if (claim.due()) {
            postponement.run();
        } else {
            claims.free(claim);
        }
    }

    private void noteAnswer() {
        if (breaker.succeeded()) {
            log.info("The User Service takes webhooks again");
            claims.releaseHeld();
        }
    }
}
