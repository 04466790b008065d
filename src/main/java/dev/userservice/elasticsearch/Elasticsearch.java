package dev.userservice.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.time.InstantSource;

/** Every call to Elasticsearch goes through here, so that each failure is translated once. */
public class Elasticsearch {

    // a 400, though nothing is wrong with what is asked
    private static final String CLOSED = "index_closed_exception";

    // in milliseconds; full of calls and without an answer for so long, it hangs
    private static final long LATELY = 500;

    private final ElasticsearchClient searching;
    private final ElasticsearchClient writing;
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final InstantSource clock;
    private volatile long lastAnswer = Long.MIN_VALUE;

    Elasticsearch(
            ElasticsearchClient searching,
            ElasticsearchClient writing,
            CircuitBreaker breaker,
            Bulkhead bulkhead,
            InstantSource clock) {
        this.searching = searching;
        this.writing = writing;
        this.breaker = breaker;
        this.bulkhead = bulkhead;
        this.clock = clock;
    }

    /** One request, whichever client carries it. */
    @FunctionalInterface
    public interface Call<T> {
        T on(ElasticsearchClient client) throws IOException;
    }

    /**
     * A call somebody waits for: short, bounded in number, and refused at once while Elasticsearch is known to be down.
     *
     * @throws ElasticsearchOverloadedException if too many wait for answers already, and get them
     * @throws ElasticsearchUnavailableException if there is no answer in time
     */
    public <T> T search(Call<T> call) {
        try {
            T answer = bulkhead.executeSupplier(() -> breaker.executeSupplier(() -> translated(call, searching)));
            lastAnswer = clock.millis();
            return answer;
        } catch (BulkheadFullException e) {
            throw answersLately()
                    ? new ElasticsearchOverloadedException(e)
                    : new ElasticsearchUnavailableException("Elasticsearch does not answer", e);
        } catch (CallNotPermittedException e) {
            throw new ElasticsearchUnavailableException("Elasticsearch is down", e);
        }
    }

    /** Whether anybody was answered in the last half second: if not, whoever waits may wait in vain. */
    public boolean answersLately() {
        return lastAnswer > clock.millis() - LATELY;
    }

    /**
     * A call nobody waits for, with a long time-out and no breaker: its caller backs off by itself.
     *
     * @throws ElasticsearchUnavailableException if there is no answer in time
     */
    public <T> T write(Call<T> call) {
        return translated(call, writing);
    }

    private static <T> T translated(Call<T> call, ElasticsearchClient client) {
        try {
            return call.on(client);
        } catch (ElasticsearchException e) {
            if (mayPass(e)) {
                throw new ElasticsearchUnavailableException(
                        "Elasticsearch answered %d (%s)"
                                .formatted(e.status(), e.error().type()),
                        e);
            }
            throw e;
        } catch (JsonProcessingException e) {
            throw new ElasticsearchUnavailableException("What answers for Elasticsearch is something else", e);
        } catch (IOException e) {
            throw new ElasticsearchUnavailableException("Elasticsearch cannot be reached", e);
        }
    }

    // 404 is an index that is not there, or not yet; 401 and 403 end when an operator mends the credentials or a block
    private static boolean mayPass(ElasticsearchException e) {
        int status = e.status();
        return CLOSED.equals(e.error().type())
                || status == 401
                || status == 403
                || status == 404
                || status == 429
                || status >= 500;
    }
}
