package dev.userservice.trending;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Tells other features who is trending. */
@Component
public class TrendingPeople {

    private final TrendingLists lists;

    TrendingPeople(TrendingLists lists) {
        this.lists = lists;
    }

    /** Somebody with so many different viewers in the last seven days, {@code times} as many as could be expected. */
    public record Trending(String userId, long viewers, double times) {}

    /** The influencers who are trending in a niche this week, best first; nobody while that cannot be told. */
    public List<Trending> influencersIn(String niche) {
        var key = new ListKey(Kind.INFLUENCERS, Window.WEEK, niche.toLowerCase(Locale.ROOT), null, null);
        try {
            return lists.current(key).list().places().stream()
                    .map(TrendingList.Place::riser)
                    .map(riser -> new Trending(
                            riser.userId(),
                            riser.growth().viewers(),
                            riser.growth().times()))
                    .toList();
        } catch (TrendingUnavailableException e) {
            return List.of();
        }
    }
}
