package dev.userservice.favorites;

import dev.userservice.search.ProminentUsers;
import dev.userservice.user.PublicUser;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds who has the highest search scores. */
@Component
class Prominence {

    private final ProminentUsers prominent;

    Prominence(ProminentUsers prominent) {
        this.prominent = prominent;
    }

    /** In the niches of the favorites, best first. */
    List<Candidate> inNichesOf(Taste taste, int most) {
        Map<String, Integer> niches = taste.niches();
        return niches.isEmpty()
                ? List.of()
                : prominent.in(niches.keySet(), taste.known(), most).stream()
                        .map(user -> new Candidate(user.id(), reason(user, niches)))
                        .toList();
    }

    private static Reason reason(PublicUser user, Map<String, Integer> niches) {
        String niche = user.primaryNiche();
        Integer favorites = niche == null ? null : niches.get(Taste.key(niche));
        return niche == null || favorites == null ? Reason.popular(niche) : Reason.inNiche(niche, favorites);
    }

    /** In all niches, for whoever has no favorites or needs more. */
    List<Candidate> anywhere(Taste taste, int most) {
        return prominent.ofEachNiche(taste.known(), most).stream()
                .map(user -> new Candidate(user.id(), Reason.popular(user.primaryNiche())))
                .toList();
    }
}
