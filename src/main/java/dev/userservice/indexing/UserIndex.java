package dev.userservice.indexing;

import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The users index: its alias for readers, and its creation from {@code es-mappings/users.json}. Readers are shown an
 * index only when it holds everybody, so that a half-built one never passes for the whole. Writers use an alias of each
 * index, so that a write can never create an index by itself.
 */
@Component
public class UserIndex {

    /** What readers ask. */
    public static final String ALIAS = "users";

    /** What writers used before each index had an alias for them. */
    private static final String FORMER_WRITERS = "users-write";

    private static final String FIRST_INDEX = "users-000001";
    private static final Logger log = LoggerFactory.getLogger(UserIndex.class);

    private final Elasticsearch elasticsearch;
    private final IndexQueue queue;
    private final WriteTargets targets;
    private final MappingFile file;
    private @Nullable Instant everybodyQueuedAt;

    UserIndex(Elasticsearch elasticsearch, IndexQueue queue, WriteTargets targets, MappingFile file) {
        this.elasticsearch = elasticsearch;
        this.queue = queue;
        this.targets = targets;
        this.file = file;
    }

    /** The alias of an index for those who write. */
    public static String writers(String index) {
        return index + "-write";
    }

    /** The index that answers searches at this moment. */
    public String serving() {
        return behind(ALIAS).orElseThrow(() -> new ElasticsearchUnavailableException("No index answers searches"));
    }

    /** All that answer searches at this moment: one, unless somebody moved the alias by hand. */
    public Set<String> shown() {
        return exists(ALIAS) ? all(ALIAS) : Set.of();
    }

    /** Every index that changes are written to, whether it answers searches or not. */
    public Set<String> written() {
        return targets.current().targets().stream()
                .map(WriteTargets.Target::index)
                .collect(Collectors.toSet());
    }

    /** The settings and the mapping an index should have, as Elasticsearch takes them. */
    public byte[] definition() {
        return file.bytes();
    }

    /** Lets searches ask this index instead of whichever they ask now, in one step. */
    public void show(String index) {
        Set<String> shown = shown();
        elasticsearch.write(client -> client.indices().updateAliases(update -> {
            shown.stream()
                    .filter(other -> !other.equals(index))
                    .forEach(other -> update.actions(action ->
                            action.remove(remove -> remove.index(other).alias(ALIAS))));
            return update.actions(action -> action.add(add -> add.index(index).alias(ALIAS)));
        }));
    }

    /** Creates a missing index for writers and queues everybody for it; a crash in between repeats what is left. */
    void ensureExists() {
        String index = targets.serving().orElseGet(this::takeOver);
        if (exists(writers(index)) && (everybodyQueuedAt != null || exists(ALIAS))) {
            return;
        }
        create(index);
        put(index, writers(index));
        Optional<String> last = Optional.of("");
        while (last.isPresent()) {
            last = queue.addSomeAfter(last.get());
        }
        everybodyQueuedAt = queue.now();
        log.info("Index {} is being filled with everybody", index);
    }

    private String takeOver() {
        Optional<String> found = behind(ALIAS).or(() -> behind(FORMER_WRITERS));
        found.ifPresent(index -> put(index, writers(index)));
        targets.begin(found.orElse(FIRST_INDEX));
        return targets.serving().orElseThrow();
    }

    /** Shows a new index to readers as soon as everybody who was queued for it is in it. */
    void showWhenFilled() {
        if (everybodyQueuedAt != null && !queue.waitsSince(everybodyQueuedAt)) {
            String index = targets.serving().orElseThrow();
            // written is not yet found
            elasticsearch.write(client -> client.indices().refresh(refresh -> refresh.index(index)));
            show(index);
            everybodyQueuedAt = null;
            log.info("Index {} holds everybody and answers searches", index);
        }
    }

    private Optional<String> behind(String alias) {
        return exists(alias) ? all(alias).stream().min(String::compareTo) : Optional.empty();
    }

    private Set<String> all(String alias) {
        return elasticsearch.write(client -> Set.copyOf(
                client.indices().getAlias(get -> get.name(alias)).aliases().keySet()));
    }

    private boolean exists(String alias) {
        return elasticsearch.write(client ->
                client.indices().existsAlias(exists -> exists.name(alias)).value());
    }

    private void put(String index, String alias) {
        elasticsearch.write(
                client -> client.indices().putAlias(put -> put.index(index).name(alias)));
    }

    // another instance may be faster, or an operator may have taken only the alias away
    private void create(String index) {
        try {
            elasticsearch.write(client -> client.indices()
                    .create(create -> create.withJson(new ByteArrayInputStream(definition()))
                            .index(index)));
        } catch (ElasticsearchException e) {
            if (!"resource_already_exists_exception".equals(e.error().type())) {
                throw e;
            }
        }
    }
}
