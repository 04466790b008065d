package dev.userservice.favorites;

import dev.platform.Problem;
import dev.userservice.favorites.FavoriteRows.Row;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds and removes favorites of one owner, each once, however often it is asked for. */
@Service
class Favorites {

    static final int MOST = 10_000;

    private final FavoriteRows rows;
    private final AccountCheck accounts;
    private final ApplicationEventPublisher events;

    Favorites(FavoriteRows rows, AccountCheck accounts, ApplicationEventPublisher events) {
        this.rows = rows;
        this.accounts = accounts;
        this.events = events;
    }

    /** A favorite, and whether it was one before. */
    record Added(Row row, boolean isNew) {}

    /** Throws a 403, 404 or 409 problem if it cannot be one. */
    @Transactional
    public Added add(String owner, String userId) {
        rows.lock(owner);
        accounts.hold(owner, userId);
        return rows.find(owner, userId).map(row -> new Added(row, false)).orElseGet(() -> addNew(owner, userId));
    }

    private Added addNew(String owner, String userId) {
        if (!rows.add(owner, userId, MOST)) {
            throw Problem.of(
                    HttpStatus.CONFLICT,
                    "too_many_favorites",
                    "Nobody may have more than %,d favorites".formatted(MOST));
        }
        changed(owner, new Favorited(userId, 1));
        return new Added(rows.find(owner, userId).orElseThrow(), true);
    }

    /** Does nothing if it is none. */
    @Transactional
    public void remove(String owner, String userId) {
        if (rows.remove(owner, userId)) {
            changed(owner, new Favorited(userId, -1));
        }
    }

    private void changed(String owner, Favorited favorited) {
        events.publishEvent(favorited);
        events.publishEvent(new FavoriteIds.Changed(owner));
    }
}
