package dev.userservice.indexing;

/** What became of one user in a bulk write, over all write targets. */
sealed interface BulkOutcome {

    /** Every target holds this revision or a newer one. */
    record Written() implements BulkOutcome {}

    /** A target is busy, blocked or missing; later it may take the same write. */
    record Postponed() implements BulkOutcome {}

    /** A target will never take this document. The reason names no value of it. */
    record Rejected(String reason) implements BulkOutcome {}
}
