package dev.userservice.reindexing;

import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.indexing.UserIndex;
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

    private static final Logger log = LoggerFactory.getLogger(AliasControl.class);

    private final UserIndex index;
    private final ReindexRuns runs;

    AliasControl(UserIndex index, ReindexRuns runs) {
        this.index = index;
        this.runs = runs;
    }

    @Scheduled(fixedDelayString = "${user-service.reindexing.alias-interval:10s}")
    void check() {
        try {
            // asked first: what changes until Postgres is asked is its newer word
            String shown = index.serving();
            runs.servingAtRest().filter(serving -> !serving.equals(shown)).ifPresent(serving -> {
                log.warn("Searches asked {}, but {} is the index that serves; they ask that one now", shown, serving);
                index.show(serving);
            });
        } catch (ElasticsearchUnavailableException | DataAccessException e) {
            log.debug("The alias is not compared: {}", e.getMessage());
        }
    }
}
