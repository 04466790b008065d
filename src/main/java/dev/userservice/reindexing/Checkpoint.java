package dev.userservice.reindexing;

/** Passed between the steps of long work: waits there while the run is paused, and throws when it is to end. */
@FunctionalInterface
interface Checkpoint {

    void pass();
}
