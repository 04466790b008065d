package dev.userservice.favorites;

import dev.userservice.search.SimilarUsers;
import dev.userservice.user.PublicUser;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds people like the newest favorites, taking turns. */
@Component
class Alike {

    private static final int MODELS = 3;

    private final SimilarUsers similar;

    Alike(SimilarUsers similar) {
        this.similar = similar;
    }

    List<Candidate> to(Taste taste, int most) {
        List<List<Candidate>> alike = taste.favorites().stream()
                .filter(user -> user.roles() != null && user.roles().contains("INFLUENCER"))
                .limit(MODELS)
                .map(model -> to(model, taste, most))
                .toList();
        return Turns.taken(alike);
    }

    private List<Candidate> to(PublicUser model, Taste taste, int most) {
        return similar.to(model, taste.known(), most).stream()
                .map(hit -> new Candidate(hit.user().id(), Reason.alike(model, hit.reasons())))
                .toList();
    }
}
