package dev.authservice.account;

import dev.authservice.account.AccountRows.Secret;
import dev.platform.Problem;
import dev.platform.Problem.Violation;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Tells whether somebody knows a password, and nothing about who has one: an unknown address is answered as slowly. */
@Component
public class PasswordCheck {

    private final Passwords passwords;
    private final AccountRows rows;
    private final PasswordAttempts attempts;
    private final MeterRegistry meters;

    PasswordCheck(Passwords passwords, AccountRows rows, PasswordAttempts attempts, MeterRegistry meters) {
        this.passwords = passwords;
        this.rows = rows;
        this.attempts = attempts;
        this.meters = meters;
    }

    /** What came of a guess. */
    public sealed interface Outcome {

        /** It is this account's password. */
        record Right(String accountId) implements Outcome {

            @Override
            public String wireName() {
                return "right";
            }
        }

        /** It is not, or there is no such account. */
        record Wrong() implements Outcome {

            @Override
            public String wireName() {
                return "wrong";
            }
        }

        /** There were too many to look at this one. */
        record TooMany(Duration pause) implements Outcome {

            @Override
            public String wireName() {
                return "too_many";
            }
        }

        /** As metrics call it. */
        String wireName();
    }

    public Outcome check(String email, String password) {
        return counted(outcome(email, rows.secret(email), password));
    }

    private Outcome counted(Outcome outcome) {
        meters.counter("auth_service.password_checks", "outcome", outcome.wireName())
                .increment();
        return outcome;
    }

    private Outcome outcome(String guessedAt, Optional<Secret> secret, String password) {
        Optional<Duration> wait = attempts.begin(guessedAt);
        if (wait.isPresent()) {
            return new Outcome.TooMany(wait.get());
        }
        String hash = secret.map(Secret::passwordHash).orElse(null);
        if (!passwords.matches(password, hash) || hash == null) {
            return new Outcome.Wrong();
        }
        attempts.forget(guessedAt);
        if (passwords.isWeak(hash)) {
            rows.renewHash(secret.get(), passwords.hash(password));
        }
        return new Outcome.Right(secret.get().id());
    }

    /** Asks somebody who is logged in for the password again; a problem that points at it if it is not right. */
    void confirm(Account account, String password, String pointer) {
        // counted by the account: its address may be changed between two guesses
        switch (counted(outcome("id " + account.id(), rows.secret(account.email()), password))) {
            case Outcome.Right _ -> {}
            case Outcome.Wrong _ ->
                throw Problem.invalidBody(
                        List.of(Violation.ofPointer(pointer, "wrong_password", "is not the password of this account")));
            case Outcome.TooMany tooMany -> throw tooMany(tooMany.pause());
        }
    }

    /** A 429 problem with {@code Retry-After}. */
    public static RuntimeException tooMany(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return Problem.later(
                HttpStatus.TOO_MANY_REQUESTS,
                "too_many_attempts",
                "Too many wrong passwords; try again in " + seconds + " s",
                seconds);
    }
}
