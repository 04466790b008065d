package dev.userservice.indexing;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import dev.userservice.elasticsearch.Elasticsearch;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The users index: its alias for readers, its alias for writers, and its creation from {@code es-mappings/users.json}.
 * Readers are shown an index only when it holds everybody, so that a half-built one never passes for the whole.
 */
@Component
public class UserIndex {

    /** What readers ask. */
    public static final String ALIAS = "users";

    private static final String WRITERS = "users-write";
    private static final String FIRST_INDEX = "users-000001";
    private static final Logger log = LoggerFactory.getLogger(UserIndex.class);

    private final Elasticsearch elasticsearch;
    private final IndexQueue queue;
    private @Nullable Instant everybodyQueuedAt;

    UserIndex(Elasticsearch elasticsearch, IndexQueue queue) {
        this.elasticsearch = elasticsearch;
        this.queue = queue;
    }

    /** Where every change has to be written. Aliases, so that a write can never create an index by itself. */
    List<String> writeTargets() {
        return List.of(WRITERS);
    }

    /** Creates a missing index for writers and queues everybody for it; a crash in between repeats what is left. */
    void ensureExists() {
        if (exists(WRITERS) && (everybodyQueuedAt != null || exists(ALIAS))) {
            return;
        }
        create();
        put(WRITERS);
        Optional<String> last = Optional.of("");
        while (last.isPresent()) {
            last = queue.addSomeAfter(last.get());
        }
        everybodyQueuedAt = queue.now();
        log.info("Index {} is being filled with everybody", FIRST_INDEX);
    }

    /** Shows a new index to readers as soon as everybody who was queued for it is in it. */
    void showWhenFilled() {
        if (everybodyQueuedAt != null && !queue.waitsSince(everybodyQueuedAt)) {
            // written is not yet found
            elasticsearch.write(client -> client.indices().refresh(refresh -> refresh.index(FIRST_INDEX)));
            put(ALIAS);
            everybodyQueuedAt = null;
            log.info("Index {} holds everybody and answers searches", FIRST_INDEX);
        }
    }

    private boolean exists(String alias) {
        return elasticsearch.write(client ->
                client.indices().existsAlias(exists -> exists.name(alias)).value());
    }

    private void put(String alias) {
        elasticsearch.write(client ->
                client.indices().putAlias(put -> put.index(FIRST_INDEX).name(alias)));
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
