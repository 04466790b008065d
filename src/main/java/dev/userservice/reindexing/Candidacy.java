package dev.userservice.reindexing;

/** The index that answers searches, the one that is to take its place, and how much worse that one may be. */
record Candidacy(String serving, String candidate, Thresholds thresholds, Checkpoint checkpoint) {

    /** Other samples for each new index, and the same ones when its proof is made again. */
    int seed() {
        return candidate.hashCode();
    }
}
