package dev.userservice.sync;

/** The run was cancelled or is another instance's now; what this instance was about to write must not be written. */
final class RunLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
