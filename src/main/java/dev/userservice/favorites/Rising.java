package dev.userservice.favorites;

import java.util.List;

/** Who is on the rise where somebody's favorites are. */
interface Rising {

    /** In the niches of the favorites, best first. */
    List<Candidate> inNichesOf(Taste taste, int most);

    /** In all niches, for whoever has no favorites or needs more. */
    List<Candidate> anywhere(Taste taste, int most);
}
