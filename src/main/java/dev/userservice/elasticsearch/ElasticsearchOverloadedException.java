package dev.userservice.elasticsearch;

/** Elasticsearch answers, but more is asked of it than it can answer: whoever is refused tries again a little later. */
public class ElasticsearchOverloadedException extends ElasticsearchUnavailableException {

    private static final long serialVersionUID = 1L;

    ElasticsearchOverloadedException(Throwable cause) {
        super("Elasticsearch is overloaded", cause);
    }

    // thrown so often that it has to be cheap
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
