package dev.userservice.favorites;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.stereotype.Component;

/** The ways to find people for somebody. One that is closed, or takes too long, is left out. */
@Component
class Ways {

    private static final Logger log = LoggerFactory.getLogger(Ways.class);

    private final Together together;
    private final Alike alike;
    private final Prominence prominence;
    private final OnTheRise rise;

    Ways(Together together, Alike alike, Prominence prominence, OnTheRise rise) {
        this.together = together;
        this.alike = alike;
        this.prominence = prominence;
        this.rise = rise;
    }

    /** Nobody twice; {@code degraded} if a way was closed, or not all of it open. */
    record Found(List<Candidate> candidates, boolean degraded) {}

    /** In turns, in all ways that begin at the favorites; nobody if there are none. */
    Found fitting(Taste taste, int most) {
        return taste.favorites().isEmpty()
                ? new Found(List.of(), false)
                : all(List.of(
                        () -> whole(together.with(taste, most)),
                        () -> whole(alike.to(taste, most)),
                        () -> whole(prominence.inNichesOf(taste, most)),
                        () -> rise.inNichesOf(taste, most)));
    }

    Found anywhere(Taste taste, int most) {
        return all(List.of(() -> whole(prominence.anywhere(taste, most))));
    }

    private static Found whole(List<Candidate> candidates) {
        return new Found(candidates, false);
    }

    private static Found all(List<Supplier<Found>> ways) {
        List<List<Candidate>> found = new ArrayList<>();
        boolean degraded = false;
        for (Supplier<Found> way : ways) {
            try {
                Found one = way.get();
                found.add(one.candidates());
                degraded |= one.degraded();
            } catch (QueryTimeoutException e) {
                log.debug("Postgres took too long to recommend anybody: {}", e.getMessage());
                degraded = true;
            } catch (ElasticsearchUnavailableException e) {
                // nobody waits for it a second time
                log.debug("Recommendations do without Elasticsearch: {}", e.getMessage());
                return new Found(Turns.taken(found), true);
            }
        }
        return new Found(Turns.taken(found), degraded);
    }
}
