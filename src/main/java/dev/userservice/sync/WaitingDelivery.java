package dev.userservice.sync;

import java.util.concurrent.CompletableFuture;

/** A delivery and the one thread that waits for its turn. */
final class WaitingDelivery {

    private final Delivery delivery;
    private final CompletableFuture<Turn> turn = new CompletableFuture<>();

    WaitingDelivery(Delivery delivery) {
        this.delivery = delivery;
    }

    Delivery delivery() {
        return delivery;
    }

    void tell(Turn told) {
        turn.complete(told);
    }

    Turn await() {
        return turn.join();
    }
}
