package dev.userservice.analytics;

import dev.userservice.indexing.IndexQueue;
import dev.userservice.indexing.SearchScore;
import dev.userservice.user.CachedUser;
import dev.userservice.user.Lifts;
import dev.userservice.user.Lifts.Lift;
import dev.userservice.user.Revision;
import dev.userservice.user.Users;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lets scores lift the search scores of users, and queues the documents of those it moves enough. */
@Service
class ScoredUsers {

    private final Users users;
    private final Lifts lifts;
    private final IndexQueue queue;
    private final InstantSource clock;
    private final ScoreProperties properties;

    ScoredUsers(Users users, Lifts lifts, IndexQueue queue, InstantSource clock, ScoreProperties properties) {
        this.users = users;
        this.lifts = lifts;
        this.queue = queue;
        this.clock = clock;
        this.properties = properties;
    }

    /** Returns how many documents change. */
    @Transactional
    public int lift(Map<String, Scores> scores) {
        Instant now = clock.instant();
        List<Lift> wanted = users.load(scores.keySet()).stream()
                .filter(CachedUser.Live.class::isInstance)
                .map(CachedUser.Live.class::cast)
                .map(user -> lift(user, Objects.requireNonNull(scores.get(user.id())), now))
                .toList();
        List<Revision> moved = lifts.apply(wanted, properties.threshold());
        queue.addAll(moved);
        return moved.size();
    }

    private static Lift lift(CachedUser.Live user, Scores scores, Instant now) {
        double profile = SearchScore.of(user.profile(), now).value();
        return new Lift(user.id(), user.revision(), profile, scores.lift());
    }
}
