package dev.userservice.indexing;

import co.elastic.clients.elasticsearch.core.GetResponse;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.userservice.elasticsearch.Elasticsearch;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import dev.userservice.user.Traces;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells whether a user has a document at this moment, searchable yet or not. */
@Component
public class DocumentPresence implements Traces {

    private final Elasticsearch elasticsearch;

    DocumentPresence(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /** Whether there is a document, and of which revision. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Presence(Trace document, @Nullable Long revision) {}

    public Presence presence(String userId) {
        try {
            GetResponse<Void> document = elasticsearch.search(client -> client.get(
                    get -> get.index(UserIndex.ALIAS).id(userId).source(source -> source.fetch(false)), Void.class));
            return new Presence(Trace.of(document.found()), document.found() ? document.version() : null);
        } catch (ElasticsearchUnavailableException e) {
            return new Presence(Trace.UNKNOWN, null);
        }
    }

    @Override
    public String place() {
        return "index";
    }

    @Override
    public Trace of(String userId) {
        return presence(userId).document();
    }
}
