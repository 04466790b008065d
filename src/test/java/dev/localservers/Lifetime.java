package dev.localservers;

/** How long the data of local servers lives. */
public enum Lifetime {
    /** Kept for the next run; one run at a time may use the folder. */
    KEPT,
    /** Gone with this run; each run gets a folder of its own inside the given one. */
    TEMPORARY
}
