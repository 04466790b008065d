package dev.userservice.favorites;

import dev.userservice.trending.TrendingPeople;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds who is trending in the niches of somebody's favorites. */
@Component
class OnTheRise {

    private final TrendingPeople trending;

    OnTheRise(TrendingPeople trending) {
        this.trending = trending;
    }

    /** In turns by niche, that of most favorites first. */
    List<Candidate> inNichesOf(Taste taste, int most) {
        List<List<Candidate>> byNiche =
                taste.niches().keySet().stream().map(this::in).toList();
        return Turns.taken(byNiche).stream()
                .filter(candidate -> !taste.known().contains(candidate.userId()))
                .limit(most)
                .toList();
    }

    private List<Candidate> in(String niche) {
        return trending.influencersIn(niche).stream()
                .map(person -> new Candidate(person.userId(), Reason.rising(niche, person.viewers(), person.times())))
                .toList();
    }
}
