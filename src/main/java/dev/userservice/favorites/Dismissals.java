package dev.userservice.favorites;

import java.time.InstantSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps in mind whom an owner does not want to be recommended. */
@Service
class Dismissals {

    /** Nobody is shown so many; the oldest are forgotten then. */
    static final int MOST = 1_000;

    private final DismissalRows rows;
    private final AccountCheck accounts;
    private final InstantSource clock;

    Dismissals(DismissalRows rows, AccountCheck accounts, InstantSource clock) {
        this.rows = rows;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Throws a 403, 404 or 409 problem if there is nobody to dismiss. */
    @Transactional
    public void add(String owner, String userId) {
        accounts.hold(owner, userId);
        rows.add(owner, userId, clock.instant(), MOST);
    }

    void remove(String owner, String userId) {
        rows.remove(owner, userId);
    }
}
