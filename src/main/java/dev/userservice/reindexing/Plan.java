package dev.userservice.reindexing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done to make the live index what the mapping file asks for, what it takes, and what forbids it. How long
 * is with the trial of the new index if {@code estimateIncludesTrial}, else of filling it only.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Plan(
        Need change,
        String index,
        Versions mappingVersion,
        List<Change> changes,
        long documents,
        long bytes,
        long freeBytes,
        @Nullable Long estimatedSeconds,
        @Nullable Boolean estimateIncludesTrial,
        List<String> refusals) {

    /** The most that any of the changes asks for. */
    enum Need {
        @JsonProperty("none")
        NONE,
        @JsonProperty("in_place")
        IN_PLACE,
        @JsonProperty("rebuild")
        REBUILD;

        static Need of(List<Change> changes) {
            if (changes.stream().anyMatch(change -> change.verdict() == Verdict.REBUILD)) {
                return REBUILD;
            }
            return changes.stream().anyMatch(change -> change.verdict() == Verdict.IN_PLACE) ? IN_PLACE : NONE;
        }
    }

    /** The versions that the mappings themselves claim, where they do. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Versions(@Nullable Long live, @Nullable Long file) {

        static Versions of(LiveIndex live, Definition file) {
            return new Versions(live.definition().version(), file.version());
        }

        /** Whether a later service has been at the index, which an earlier one must not take back. */
        boolean isFileOlder() {
            return live != null && file != null && file < live;
        }
    }
}
