package dev.userservice.indexing;

/** What became of one user in a bulk write to one index. */
sealed interface BulkOutcome {

    /** The index holds this revision or a newer one. */
    record Written() implements BulkOutcome {}

    /** The index is busy, blocked or missing; later it may take the same write. */
    record Postponed(String reason) implements BulkOutcome {}

    /** The index will never take this document. The reason names no value of it. */
    record Rejected(String reason) implements BulkOutcome {}
}
