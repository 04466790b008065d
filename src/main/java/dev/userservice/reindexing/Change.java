package dev.userservice.reindexing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One difference between the live index and the file: where, what, what it asks for, and why. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"path", "kind", "verdict", "live", "file", "why"})
record Change(
        @JsonIgnore List<String> location,
        Kind kind,
        Verdict verdict,
        @Nullable JsonNode live,
        @Nullable JsonNode file,
        String why) {

    /** What the file does to the live index. */
    enum Kind {
        @JsonProperty("added")
        ADDED,
        @JsonProperty("changed")
        CHANGED,
        @JsonProperty("removed")
        REMOVED;

        static Kind of(@Nullable JsonNode live, @Nullable JsonNode file) {
            if (live == null) {
                return ADDED;
            }
            return file == null ? REMOVED : CHANGED;
        }
    }

    static Change of(
            List<String> location, @Nullable JsonNode live, @Nullable JsonNode file, Verdict verdict, String why) {
        return new Change(location, Kind.of(live, file), verdict, live, file, why);
    }

    @JsonProperty("path")
    String path() {
        return String.join(".", location);
    }

    /** Whether the live index refuses documents with what the file adds. */
    @JsonIgnore
    boolean isRefusedField() {
        return kind == Kind.ADDED
                && verdict == Verdict.REBUILD
                && location.size() > 1
                && location.get(location.size() - 2).equals("properties");
    }

    @JsonIgnore
    boolean isOfSettings() {
        return location.getFirst().equals(SettingsDifferences.SETTINGS);
    }
}
