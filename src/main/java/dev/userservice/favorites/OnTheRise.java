package dev.userservice.favorites;

import dev.userservice.trending.TrendingPeople;
import dev.userservice.trending.TrendingPeople.OfNiche;
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
    Ways.Found inNichesOf(Taste taste, int most) {
        List<OfNiche> byNiche = trending.influencersIn(taste.niches().keySet());
        List<Candidate> unknown = Turns.taken(
                        byNiche.stream().map(OnTheRise::candidates).toList())
                .stream()
                .filter(candidate -> !taste.known().contains(candidate.userId()))
                .limit(most)
                .toList();
        return new Ways.Found(unknown, byNiche.stream().anyMatch(OfNiche::degraded));
    }

    private static List<Candidate> candidates(OfNiche trending) {
        return trending.people().stream()
                .map(person -> new Candidate(
                        person.userId(), Reason.rising(trending.niche(), person.viewers(), person.times())))
                .toList();
    }
}
