package dev.userservice.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.userservice.user.PublicUser;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One page of people. Every change before {@code asOf} is reflected in it. {@code matched} says how the best hit has the
 * words of the text: all of them, allowing for typing errors, or only some. {@code degraded} says that people may be
 * missing: Elasticsearch did not answer and Postgres did, with fewer ways to match, no facets, highlights or cursors; or
 * it had no time to look for typing errors, though little was found without.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SearchPage(
        List<Hit> hits,
        Total total,
        @Nullable Matched matched,
        @Nullable Map<String, List<FacetCounts.Count>> facets,
        @Nullable String suggestion,
        @Nullable String nextCursor,
        @Nullable Integer page,
        int size,
        long tookMs,
        boolean degraded,
        Instant asOf,
        String requestId,
        String queryId) {

    List<String> userIds() {
        return hits.stream().map(hit -> hit.user().id()).toList();
    }

    /** A person, the passages that matched as HTML, and for admins how the place in the list came about. */
    @JsonSerialize(using = HitSerializer.class)
    record Hit(
            @JsonUnwrapped @Schema(implementation = PublicUser.class)
            StoredUser user,

            @Nullable Map<String, String> highlight,
            @Nullable Explanation explanation) {}

    /** How many there are: exactly ({@code eq}) or at least ({@code gte}). */
    record Total(long value, String relation) {

        static Total of(long value, boolean exact) {
            return new Total(value, exact ? "eq" : "gte");
        }
    }
}
