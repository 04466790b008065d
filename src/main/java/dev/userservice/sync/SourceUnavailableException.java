package dev.userservice.sync;

/** The Auth Service gave no whole answer this time; another time it may. */
final class SourceUnavailableException extends SourceException {

    private static final long serialVersionUID = 1L;

    SourceUnavailableException(String reason) {
        super(reason);
    }
}
