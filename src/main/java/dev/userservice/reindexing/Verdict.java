package dev.userservice.reindexing;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a difference asks for. */
enum Verdict {
    /** Elasticsearch lets it be changed on the live index. */
    @JsonProperty("in_place")
    IN_PLACE,
    /** Only a new index can have it. */
    @JsonProperty("rebuild")
    REBUILD,
    /** The live index has more than the file asks for, which harms nobody and is gone after the next rebuild. */
    @JsonProperty("left_over")
    LEFT_OVER
}
