package dev.userservice.favorites;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.userservice.user.PublicUser;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * Recommends people to somebody: in turns those whom others have as favorites together with the owner's, those like the
 * newest favorites, and those on the rise in their niches; then, if that is not enough, the first of each niche.
 */
@Service
class Recommendations {

    private final Tastes tastes;
    private final Ways ways;
    private final FavoriteRows favorites;
    private final People people;

    Recommendations(Tastes tastes, Ways ways, FavoriteRows favorites, People people) {
        this.tastes = tastes;
        this.ways = ways;
        this.favorites = favorites;
        this.people = people;
    }

    /** A person as the public sees one, and why this one. */
    record Recommended(@JsonUnwrapped PublicUser user, Reason reason) {}

    /** {@code degraded} says that people may be missing, because something did not answer in time. */
    record Found(List<Recommended> recommendations, boolean degraded) {}

    Found of(String owner, int most) {
        Taste taste = tastes.of(owner);
        Ways.Found found = ways.fitting(taste, most);
        List<Recommended> fitting = shown(owner, found.candidates(), most);
        if (fitting.size() == most) {
            return new Found(fitting, found.degraded());
        }
        // some are known to the owner or shown already
        Ways.Found more = ways.anywhere(taste, 2 * most);
        List<Candidate> all = Turns.oneAfterAnother(found.candidates(), more.candidates());
        return new Found(shown(owner, all, most), found.degraded() || more.degraded());
    }

    /** The first of those who are no favorites, not even old ones, and whom the public may see. */
    private List<Recommended> shown(String owner, Collection<Candidate> candidates, int most) {
        Set<String> others = favorites.others(
                owner, candidates.stream().map(Candidate::userId).toList());
        Map<String, PublicUser> visible = people.visible(others);
        return candidates.stream()
                .flatMap(candidate -> Stream.ofNullable(visible.get(candidate.userId()))
                        .map(user -> new Recommended(user, candidate.reason())))
                .limit(most)
                .toList();
    }
}
