package dev.userservice.search;

import dev.userservice.web.Caller;
import org.springframework.stereotype.Component;

/**
 * Lets the favorites of a signed-in caller stand a little higher in the caller's own searches by relevance. All pages
 * that a cursor leads to lift the same favorites as the first, so that a new one moves nobody past the end of a page.
 */
@Component
class Lifting {

    private final Favored favored;
    private final Cursors cursors;

    Lifting(Favored favored, Cursors cursors) {
        this.favored = favored;
        this.cursors = cursors;
    }

    /** The same query unless the caller has favorites to lift: then nothing is done that costs anything. */
    SearchQuery of(SearchQuery query, Caller caller) {
        String owner = caller.userId();
        if (owner == null || !query.extras().favorites() || query.order() != Order.RELEVANCE) {
            return query;
        }
        String cursor = query.page().cursor();
        if (cursor != null) {
            return cursors.lifted(query, owner, cursor)
                    .map(range -> query.with(new Lift(owner, favored.within(owner, range))))
                    .orElse(query);
        }
        Favored.Marked newest = favored.newest(owner);
        return newest.userIds().isEmpty() ? query : query.with(new Lift(owner, newest));
    }
}
