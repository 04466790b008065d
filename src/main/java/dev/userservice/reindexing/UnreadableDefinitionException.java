package dev.userservice.reindexing;

import org.jspecify.annotations.Nullable;

/** The mapping file cannot be read or is not the body of an index. */
class UnreadableDefinitionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableDefinitionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** With what was found wrong, for whoever can see the file. */
    String reason() {
        return getCause() == null
                ? String.valueOf(getMessage())
                : getMessage() + ": " + getCause().getMessage();
    }
}
