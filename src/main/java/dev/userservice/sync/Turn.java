package dev.userservice.sync;

import java.util.List;

/** What a waiting delivery is told to end its wait. */
sealed interface Turn {

    /** It is in Postgres for good, or there was nothing to do. */
    record Done(WebhookOutcome outcome) implements Turn {}

    /** Nothing of it is known to be in Postgres. */
    record Failed(RuntimeException reason) implements Turn {}

    /** One of its group was not taken, and perhaps not this one: try without the others. */
    record Alone() implements Turn {}

    /** Save this group, of which it is the first. */
    record Lead(List<WaitingDelivery> group) implements Turn {}
}
