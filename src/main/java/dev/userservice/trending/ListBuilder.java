package dev.userservice.trending;

import dev.userservice.trending.Riser.Measure;
import dev.userservice.user.CachedUser;
import dev.userservice.user.UserProfile;
import dev.userservice.user.Users;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Makes a list of the activity of everybody: nominates, asks for histories, judges, and puts in order. */
@Component
class ListBuilder {

    /** Nobody reads on. */
    static final int LONGEST = 50;

    private final ObservedActivity activity;
    private final Users users;

    ListBuilder(ObservedActivity activity, Users users) {
        this.activity = activity;
        this.users = users;
    }

    /** Those who rise, best first. */
    List<Riser> build(ListKey key, Instant now) {
        Periods periods = key.window().at(now);
        Nominations nominations = activity.nominate(key, periods);
        if (nominations.userIds().isEmpty()) {
            return List.of();
        }
        Histories histories = activity.histories(nominations.userIds(), periods);
        Measure measure = new Measure(periods, nominations, histories.countedSince());
        return FairOrder.of(risers(histories.people(), key, measure), key.niche() == null, LONGEST);
    }

    private List<Riser> risers(List<History> people, ListKey key, Measure measure) {
        List<History> likely = people.stream()
                .filter(history -> mayRise(history, key.window(), measure.periods()))
                .toList();
        Map<String, UserProfile> shown =
                fitting(likely.stream().map(History::userId).toList(), key);
        return likely.stream()
                .flatMap(history ->
                        Optional.ofNullable(shown.get(history.userId()))
                                .map(user -> Riser.of(history, user, measure))
                                .stream())
                .toList();
    }

    // before the row of each is read: in a tier without viewers, where all would rise most
    private static boolean mayRise(History history, Window window, Periods periods) {
        double hours = periods.hoursBefore(Instant.EPOCH);
        double least = Expectation.of(
                new Expectation.Before(history.viewersBefore(), hours, hours),
                0,
                periods.observed().hours());
        return history.viewers() >= window.fewestViewers() && new Growth(history.viewers(), least).rises();
    }

    /** Those of these people whom the list may hold as they are now. */
    Map<String, UserProfile> fitting(Collection<String> userIds, ListKey key) {
        return users.load(userIds).stream()
                .flatMap(user -> user instanceof CachedUser.Live live ? Stream.of(live.profile()) : Stream.of())
                .filter(key::fits)
                .collect(Collectors.toMap(user -> Objects.requireNonNull(user.id()), user -> user));
    }
}
