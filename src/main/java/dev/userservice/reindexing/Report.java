package dev.userservice.reindexing;

import java.util.List;

/** What a rehearsal found. */
record Report(boolean passed, String summary, List<Check> checks) {

    /** One thing looked at. */
    record Check(String name, String sentence) {}
}
