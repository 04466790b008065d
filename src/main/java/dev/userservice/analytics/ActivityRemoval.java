package dev.userservice.analytics;

import co.elastic.clients.elasticsearch._types.Conflicts;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import dev.userservice.analytics.ActivityDocument.Grain;
import dev.userservice.analytics.ActivityErasures.Erasure;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Removes activity from an index: of deleted users, and what is older than it is kept. */
@Component
class ActivityRemoval {

    private final Elasticsearch elasticsearch;

    ActivityRemoval(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /**
     * Removes everything of these users until their deletion.
     *
     * @throws ElasticsearchUnavailableException if some of it may still be there
     */
    void erase(String index, List<Erasure> erasures) {
        Query query = Query.of(any -> any.bool(
                bool -> bool.should(erasures.stream().map(ActivityRemoval::of).toList())));
        var answer = elasticsearch.write(client -> {
            // what is written is not yet found
            client.indices().refresh(refresh -> refresh.index(index).ignoreUnavailable(true));
            return client.deleteByQuery(delete -> delete.index(index)
                    .query(query)
                    .ignoreUnavailable(true)
                    .conflicts(Conflicts.Proceed)
                    .refresh(true));
        });
        if (answer.versionConflicts() != null && answer.versionConflicts() > 0) {
            throw new ElasticsearchUnavailableException("Activity changed while it was being erased");
        }
    }

    private static Query of(Erasure erasure) {
        return Query.of(both -> both.bool(bool -> bool.filter(
                        user -> user.term(term -> term.field("user_id").value(erasure.userId())))
                .filter(old -> old.range(
                        range -> range.number(number -> number.field("change").lte((double) erasure.change()))))));
    }

    /** Lets Elasticsearch remove what is too old, while nobody waits for it. */
    void expire(String index, Retention.Since since) {
        Query hours = Query.of(both -> both.bool(bool -> bool.filter(
                        hour -> hour.term(term -> term.field("grain").value(Grain.HOUR.word())))
                .filter(before(since.hours()))));
        elasticsearch.write(client -> client.deleteByQuery(delete -> delete.index(index)
                .query(old -> old.bool(bool -> bool.should(hours, before(since.days()))))
                .ignoreUnavailable(true)
                .conflicts(Conflicts.Proceed)
                .waitForCompletion(false)));
    }

    private static Query before(Instant moment) {
        return Query.of(old ->
                old.range(range -> range.date(date -> date.field("at").lt(moment.toString()))));
    }
}
