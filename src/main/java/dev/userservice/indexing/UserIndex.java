package dev.userservice.indexing;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import dev.userservice.elasticsearch.Elasticsearch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The users index: its alias for readers, its write targets, and its creation from {@code es-mappings/users.json}. */
@Component
public class UserIndex {

    /** What readers ask. */
    public static final String ALIAS = "users";

    private static final String FIRST_INDEX = "users-000001";
    private static final Logger log = LoggerFactory.getLogger(UserIndex.class);

    private final Elasticsearch elasticsearch;
    private final IndexQueue queue;

    UserIndex(Elasticsearch elasticsearch, IndexQueue queue) {
        this.elasticsearch = elasticsearch;
        this.queue = queue;
    }

    /** Where every change has to be written. Aliases, so that a write can never create an index by itself. */
    List<String> writeTargets() {
        return List.of(ALIAS);
    }

    /**
     * Creates a missing index, queues every user for it, and only then shows it to readers and writers under its alias;
     * a crash in between repeats what is left.
     */
    void ensureExists() {
        if (elasticsearch.write(client ->
                client.indices().existsAlias(alias -> alias.name(ALIAS)).value())) {
            return;
        }
        create();
        Optional<String> last = Optional.of("");
        while (last.isPresent()) {
            last = queue.addSomeAfter(last.get());
        }
        elasticsearch.write(client ->
                client.indices().putAlias(alias -> alias.index(FIRST_INDEX).name(ALIAS)));
        log.info("Index {} stands behind alias {}; every user is queued for it", FIRST_INDEX, ALIAS);
    }

    // another instance may be faster, or an operator may have taken only the alias away
    private void create() {
        try (InputStream mapping = new ClassPathResource("es-mappings/users.json").getInputStream()) {
            elasticsearch.write(client ->
                    client.indices().create(index -> index.withJson(mapping).index(FIRST_INDEX)));
        } catch (ElasticsearchException e) {
            if (!"resource_already_exists_exception".equals(e.error().type())) {
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("es-mappings/users.json cannot be read", e);
        }
    }
}
