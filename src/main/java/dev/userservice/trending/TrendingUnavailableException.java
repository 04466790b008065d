package dev.userservice.trending;

/** There is no list to show, not even an old one. */
class TrendingUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrendingUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    TrendingUnavailableException(String message) {
        super(message);
    }
}
