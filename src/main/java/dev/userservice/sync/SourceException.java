package dev.userservice.sync;

/** The Auth Service's answer is of no use, and asking again would not help; says why in words for an operator. */
class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    SourceException(String reason) {
        super(reason);
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
