package dev.authservice.account;

import dev.authservice.account.PasswordRows.Secret;
import dev.platform.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Tells whether somebody knows a password, and nothing about who has one: an unknown address is answered as slowly. */
@Component
public class PasswordCheck {

    // no body may hold it, so that nobody can guess at an account as if it were an address
    private static final String NO_ADDRESS = "\0";

    private final Passwords passwords;
    private final PasswordRows rows;
    private final PasswordAttempts attempts;
    private final MeterRegistry meters;

    PasswordCheck(Passwords passwords, PasswordRows rows, PasswordAttempts attempts, MeterRegistry meters) {
        this.passwords = passwords;
        this.rows = rows;
        this.attempts = attempts;
        this.meters = meters;
    }

    /** What came of a guess. */
    public sealed interface Outcome {

        /** It is this account's password, as long as it has no other. */
        record Right(Proof proof) implements Outcome {

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
        return counted(outcome(email, rows.ofAddress(email), password));
    }

    /** The same of somebody who is logged in: counted by the account, whose address may be changed between two guesses. */
    Outcome checkAgain(String accountId, String password) {
        return counted(outcome(NO_ADDRESS + accountId, rows.of(accountId), password));
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
        Optional<Proof> proof = proof(secret, password);
        if (proof.isEmpty()) {
            return new Outcome.Wrong();
        }
        attempts.forget(guessedAt);
        return new Outcome.Right(proof.get());
    }

    private Optional<Proof> proof(Optional<Secret> secret, String password) {
        String hash = secret.map(Secret::passwordHash).orElse(null);
        if (!passwords.matches(password, hash) || hash == null) {
            return Optional.empty();
        }
        Proof proof = new Proof(secret.get().id(), hash);
        return passwords.isWeak(hash) ? renewed(proof, password) : Optional.of(proof);
    }

    // whoever was faster has renewed it, too, or changed the password
    private Optional<Proof> renewed(Proof proof, String password) {
        String hash = passwords.hash(password);
        return rows.replace(proof, hash)
                ? Optional.of(new Proof(proof.accountId(), hash))
                : proof(rows.of(proof.accountId()), password);
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
