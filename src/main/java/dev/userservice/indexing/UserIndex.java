package dev.userservice.indexing;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
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
    private final Path mappings;
    private @Nullable Instant everybodyQueuedAt;

    UserIndex(
            Elasticsearch elasticsearch,
            IndexQueue queue,
            @Value("${user-service.indexing.mappings:}") String mappings) {
        this.elasticsearch = elasticsearch;
        this.queue = queue;
        this.mappings = Path.of(mappings);
    }

    /**
     * The index that answers searches.
     *
     * @throws ElasticsearchUnavailableException if there is none
     */
    public String serving() {
        return elasticsearch
                .write(client -> client.indices().getAlias(alias -> alias.name(ALIAS)))
                .aliases()
                .keySet()
                .stream()
                .findFirst()
                .orElseThrow(() -> new ElasticsearchUnavailableException("No index answers searches"));
    }

    /**
     * Every index that changes are written to, whether it answers searches or not.
     *
     * @throws ElasticsearchUnavailableException if there is none
     */
    public Set<String> written() {
        return elasticsearch
                .write(client -> client.indices().getAlias(alias -> alias.name(ALIAS + "*-write")))
                .aliases()
                .keySet();
    }

    /** What an index should be like: the body it is created with. */
    public byte[] definition() {
        try {
            return mappings.toString().isEmpty()
                    ? new ClassPathResource("es-mappings/users.json").getContentAsByteArray()
                    : Files.readAllBytes(mappings.resolve("users.json"));
        } catch (IOException e) {
            throw new UncheckedIOException("The mapping file users.json cannot be read", e);
        }
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
        var body = new ByteArrayInputStream(definition());
        try {
            elasticsearch.write(client ->
                    client.indices().create(index -> index.withJson(body).index(FIRST_INDEX)));
        } catch (ElasticsearchException e) {
            if (!"resource_already_exists_exception".equals(e.error().type())) {
                throw e;
            }
        }
    }
}
