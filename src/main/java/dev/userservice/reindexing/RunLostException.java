package dev.userservice.reindexing;

/** The run was changed, paused, ended or is another instance's now; what was about to be done to it must not be. */
final class RunLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
