package dev.userservice.reindexing;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.indexing.UserIndex;
import dev.userservice.user.UserRanges;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Lets searches ask the index that serves by what Postgres knows, should the alias point to another one: after an
 * instance that stood still in the middle of a switch, or a database restored from before one.
 */
@Component
class AliasControl {

    // some may be on their way, or refused
    private static final double NEARLY_EVERYBODY = 0.99;

    private static final Logger log = LoggerFactory.getLogger(AliasControl.class);

    private final UserIndex index;
    private final LiveIndexes indexes;
    private final ReindexRuns runs;
    private final UserRanges users;

    AliasControl(UserIndex index, LiveIndexes indexes, ReindexRuns runs, UserRanges users) {
        this.index = index;
        this.indexes = indexes;
        this.runs = runs;
        this.users = users;
    }

    @Scheduled(fixedDelayString = "${user-service.reindexing.alias-interval:10s}")
    void check() {
        try {
            // asked first: what changes until Postgres is asked is its newer word
            Set<String> shown = index.shown();
            runs.servingAtRest()
                    .filter(serving -> !shown.isEmpty() && !shown.equals(Set.of(serving)))
                    .filter(this::holdsNearlyEverybody)
                    .ifPresent(serving -> {
                        index.show(serving);
                        log.warn("Searches asked {}, but {} is the index that serves: now they ask it", shown, serving);
                    });
        } catch (ElasticsearchUnavailableException | DataAccessException e) {
            log.debug("The alias is not compared: {}", e.getMessage());
        }
    }

    // an index that is being filled anew is no better than the one that is shown
    private boolean holdsNearlyEverybody(String name) {
        return indexes.size(name).documents() >= NEARLY_EVERYBODY * users.users();
    }
}
