package dev.authservice.account;

import dev.platform.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.ErrorResponseException;

/** Makes, changes and deletes accounts, one version after another, and lets others hear of it in the same transaction. */
@Service
public class Accounts {

    // being here more often is no news to others
    private static final Duration NEWS = Duration.ofDays(1);

    private final AccountRows rows;
    private final SuperAdmins superAdmins;
    private final ObjectProvider<AccountEvents> listeners;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    Accounts(
            AccountRows rows,
            SuperAdmins superAdmins,
            ObjectProvider<AccountEvents> listeners,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.rows = rows;
        this.superAdmins = superAdmins;
        this.listeners = listeners;
        this.events = events;
        this.clock = clock;
    }

    public Optional<Account> find(String id) {
        return rows.find(id);
    }

    /** An account that stays as it is until the end of the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Account> locked(String id) {
        return rows.lock(id);
    }

    /** The same; nothing if its password is not the proven one any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Account> locked(Proof proof) {
        return rows.lock(proof);
    }

    /** Keeps a new account; a 409 problem if somebody else has its address or name. */
    @Transactional
    public void add(Account account, @Nullable String passwordHash) {
        refuseTaken(account);
        rows.insert(account, passwordHash);
        listeners.forEach(listener -> listener.created(account.id(), account.version()));
    }

    /** Makes a change of an account's present state. Nothing is told if nothing changed. */
    @Transactional
    public Account change(String id, UnaryOperator<Account> change) {
        Account before = existing(id);
        Account after = change.apply(before);
        if (after.equals(before)) {
            return before;
        }
        if (before.isWorkingSuperAdmin() && !after.isWorkingSuperAdmin()) {
            keepSuperAdmin();
        }
        if (!after.email().equals(before.email()) || !after.username().equals(before.username())) {
            refuseTaken(after);
        }
        Account next = after.next(clock.instant().truncatedTo(ChronoUnit.MICROS));
        rows.update(next);
        listeners.forEach(listener -> listener.updated(id, next.version()));
        if (!next.status().mayLogIn()) {
            events.publishEvent(new AccessEnded(id, null));
        }
        return next;
    }

    private void refuseTaken(Account account) {
        rows.taken(account).ifPresent(name -> {
            throw name.taken();
        });
    }

    /** Notes that an account's owner is here. */
    @Transactional
    public void seen(String id) {
        Instant now = clock.instant();
        rows.seen(id, now, now.minus(NEWS))
                .ifPresent(version -> listeners.forEach(listener -> listener.updated(id, version)));
    }

    /** Deletes an account with everything of it. */
    @Transactional
    public void delete(String id) {
        Account account = existing(id);
        if (account.isWorkingSuperAdmin()) {
            keepSuperAdmin();
        }
        long version = account.version() + 1;
        rows.delete(id, version, clock.instant());
        listeners.forEach(listener -> listener.deleted(id, version));
    }

    private Account existing(String id) {
        return rows.lock(id).orElseThrow(Accounts::unknown);
    }

    private void keepSuperAdmin() {
        if (superAdmins.count() < 2) {
            throw Problem.of(
                    HttpStatus.CONFLICT, "last_super_admin", "This is the last account that can appoint admins");
        }
    }

    /** A 404 problem. */
    static ErrorResponseException unknown() {
        return Problem.of(HttpStatus.NOT_FOUND, "unknown_user", "There is no such user");
    }
}
