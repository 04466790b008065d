package dev.authservice.login;

import dev.authservice.account.Account;
import dev.authservice.account.Accounts;
import dev.authservice.account.Proof;
import dev.authservice.login.SessionRows.Session;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Begins sessions, carries them on from one refresh token to the next, and ends one whose token comes back. */
@Service
class Sessions {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    private final SessionRows sessions;
    private final RefreshTokenRows tokens;
    private final Accounts accounts;
    private final InstantSource clock;
    private final MeterRegistry meters;

    Sessions(
            SessionRows sessions,
            RefreshTokenRows tokens,
            Accounts accounts,
            InstantSource clock,
            MeterRegistry meters) {
        this.meters = meters;
        this.sessions = sessions;
        this.tokens = tokens;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** A session that can be carried on with this token. */
    record Open(Account account, String sessionId, RefreshToken token) {}

    /** Nothing if the password is another since it was looked at; a 403 problem if the account is shut. */
    @Transactional
    public Optional<Open> begin(Proof proof, Device device) {
        // whoever changes, suspends or deletes it has to wait, and then finds this session
        return accounts.locked(proof).map(account -> begin(account.open(), device));
    }

    private Open begin(Account account, Device device) {
        Instant now = clock.instant();
        String id = UUID.randomUUID().toString();
        sessions.insert(account.id(), new Session(id, now, now, device.userAgent(), device.network()));
        sessions.endSurplus(account.id());
        return opened(account, id);
    }

    /**
     * Carries a session on. A token that was used before ends it: somebody has stolen this token or its successor, and
     * nobody knows which of the two is here.
     */
    @Transactional
    public Optional<Open> carryOn(RefreshToken token) {
        Optional<String> session = tokens.session(token);
        // account, session, token: whoever ends sessions locks in this order, too
        Optional<Account> account = session.flatMap(sessions::owner)
                .flatMap(accounts::locked)
                .filter(known -> known.status().mayLogIn());
        Instant now = clock.instant();
        if (account.isEmpty() || sessions.use(session.orElseThrow(), now).isEmpty()) {
            return Optional.empty();
        }
        if (tokens.use(token, now).isEmpty()) {
            endStolen(session.orElseThrow());
            return Optional.empty();
        }
        tokens.forgetOld(session.orElseThrow());
        return Optional.of(opened(account.orElseThrow(), session.orElseThrow()));
    }

    private void endStolen(String sessionId) {
        meters.counter("auth_service.refresh_tokens_reused").increment();
        log.warn("A refresh token came back after its use; session {} ends", sessionId);
        sessions.end(sessionId);
    }

    private Open opened(Account account, String sessionId) {
        RefreshToken token = RefreshToken.make();
        tokens.insert(token, sessionId);
        return new Open(account, sessionId, token);
    }

    /** Ends the session of a token, used or not. */
    @Transactional
    public void end(RefreshToken token) {
        tokens.session(token).ifPresent(sessions::end);
    }

    @Scheduled(fixedDelayString = "1h")
    void removeEnded() {
        sessions.removeEnded(clock.instant());
    }
}
