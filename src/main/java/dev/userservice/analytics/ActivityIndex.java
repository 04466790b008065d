package dev.userservice.analytics;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.indexing.MappingFile;
import java.io.ByteArrayInputStream;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * The indices of activity: one behind the alias for readers, and an alias for writers on each, so that a write can never
 * create an index by itself.
 */
@Component
class ActivityIndex {

    /** What readers ask. */
    static final String ALIAS = "activity";

    private final Elasticsearch elasticsearch;
    private final MappingFile file;

    ActivityIndex(Elasticsearch elasticsearch, MappingFile file) {
        this.elasticsearch = elasticsearch;
        this.file = file;
    }

    /** The alias of an index for those who write. */
    static String writers(String index) {
        return index + "-write";
    }

    /** Whether this index is there and can be written to. */
    boolean exists(String index) {
        return hasAlias(writers(index));
    }

    /** Creates an index that nobody is shown yet. Another instance may have been faster. */
    void create(String index) {
        try {
            elasticsearch.write(client -> client.indices()
                    .create(create -> create.withJson(new ByteArrayInputStream(file.activity()))
                            .index(index)));
        } catch (ElasticsearchException e) {
            if (!"resource_already_exists_exception".equals(e.error().type())) {
                throw e;
            }
        }
        elasticsearch.write(
                client -> client.indices().putAlias(put -> put.index(index).name(writers(index))));
    }

    /** Deletes an index that nobody is shown, if it is there. */
    void delete(String index) {
        elasticsearch.write(
                client -> client.indices().delete(delete -> delete.index(index).ignoreUnavailable(true)));
    }

    /** What readers are shown: one index, if nobody meddles. */
    Set<String> shown() {
        return hasAlias(ALIAS)
                ? elasticsearch.write(client -> Set.copyOf(client.indices()
                        .getAlias(get -> get.name(ALIAS))
                        .aliases()
                        .keySet()))
                : Set.of();
    }

    /** Shows readers this index instead of whichever they are shown now, in one step. */
    void show(String index) {
        Set<String> others = shown();
        // written is not yet found
        elasticsearch.write(client -> client.indices().refresh(refresh -> refresh.index(index)));
        elasticsearch.write(client -> client.indices().updateAliases(update -> {
            others.stream()
                    .filter(other -> !other.equals(index))
                    .forEach(other -> update.actions(action ->
                            action.remove(remove -> remove.index(other).alias(ALIAS))));
            return update.actions(action -> action.add(add -> add.index(index).alias(ALIAS)));
        }));
    }

    private boolean hasAlias(String name) {
        return elasticsearch.write(client ->
                client.indices().existsAlias(exists -> exists.name(name)).value());
    }
}
