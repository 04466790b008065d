package dev.userservice.favorites;

import dev.userservice.user.Traces;
import dev.userservice.user.UserDeleted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Removes the favorites of a deleted user, and the user from those of everybody else; hidden they are at once. */
@Component
class FavoriteErasure implements Traces {

    private static final Logger log = LoggerFactory.getLogger(FavoriteErasure.class);

    private final FavoriteErasures erasures;

    FavoriteErasure(FavoriteErasures erasures) {
        this.erasures = erasures;
    }

    @EventListener
    void on(UserDeleted deleted) {
        erasures.add(deleted.userId());
    }

    @Scheduled(fixedDelay = 1000)
    void removeWhatIsDue() {
        try {
            while (erasures.removeSome()) {
                log.debug("Favorites of or with deleted users are removed");
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Favorites of deleted users are removed later: {}", e.getMessage());
        }
    }

    @Override
    public String place() {
        return "favorites";
    }

    @Override
    public Trace of(String userId) {
        return Trace.of(erasures.hold(userId));
    }
}
