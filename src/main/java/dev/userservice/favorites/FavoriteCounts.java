package dev.userservice.favorites;

import dev.userservice.analytics.Activity;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Lets changes among favorites count as something that happened to people, once they are certain. */
@Component
class FavoriteCounts {

    private final Activity activity;

    FavoriteCounts(Activity activity) {
        this.activity = activity;
    }

    @TransactionalEventListener
    void on(Favorited favorited) {
        activity.favorited(favorited.userId(), favorited.change());
    }
}
