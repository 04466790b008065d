package dev.userservice.elasticsearch;

/** Elasticsearch gave no useful answer: down, too slow or overloaded. Trying again later may help. */
public class ElasticsearchUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ElasticsearchUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public ElasticsearchUnavailableException(String message) {
        super(message);
    }
}
