package dev.userservice.trending;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Tells other features who is trending. */
@Component
public class TrendingPeople {

    private final TrendingLists lists;
    private final ListBuilder builder;

    TrendingPeople(TrendingLists lists, ListBuilder builder) {
        this.lists = lists;
        this.builder = builder;
    }

    /** Somebody with so many different viewers in the last seven days, {@code times} as many as could be expected. */
    public record Trending(String userId, long viewers, double times) {}

    /** Those of a niche, best first; {@code degraded} while that is not known, or not as of now. */
    public record OfNiche(String niche, List<Trending> people, boolean degraded) {}

    /** The influencers who are trending this week, by niche; all are waited for at once, as long as for a single one. */
    public List<OfNiche> influencersIn(Collection<String> niches) {
        List<CompletableFuture<OfNiche>> asked = niches.stream()
                .map(niche -> CompletableFuture.supplyAsync(() -> influencersIn(niche), Thread::startVirtualThread))
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }

    private OfNiche influencersIn(String niche) {
        var key = new ListKey(Kind.INFLUENCERS, Window.WEEK, niche.toLowerCase(Locale.ROOT), null, null);
        try {
            HeldList.Shown shown = lists.current(key);
            return new OfNiche(niche, people(shown.list(), key), shown.degraded());
        } catch (TrendingUnavailableException | DataAccessException e) {
            return new OfNiche(niche, List.of(), true);
        }
    }

    private List<Trending> people(TrendingList list, ListKey key) {
        List<Riser> risers =
                list.places().stream().map(TrendingList.Place::riser).toList();
        Set<String> fitting = builder.fitting(risers.stream().map(Riser::userId).toList(), key)
                .keySet();
        return risers.stream()
                .filter(riser -> fitting.contains(riser.userId()))
                .map(riser -> new Trending(
                        riser.userId(), riser.growth().viewers(), riser.growth().times()))
                .toList();
    }
}
