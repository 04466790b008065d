package dev.userservice.insights;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.platform.Parameters;
import dev.platform.RequestId;
import dev.userservice.indexing.ProfilePart;
import dev.userservice.indexing.SearchScore;
import dev.userservice.search.FoundBy;
import dev.userservice.search.Peers;
import dev.userservice.user.CachedUser;
import dev.userservice.user.UserProfile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows users where they stand: how visible, how complete, where among their peers, and found by what. */
@RestController
class InsightsController {

    private final Owner owner;
    private final Peers peers;
    private final FoundBy foundBy;
    private final InstantSource clock;

    InsightsController(Owner owner, Peers peers, FoundBy foundBy, InstantSource clock) {
        this.owner = owner;
        this.peers = peers;
        this.foundBy = foundBy;
        this.clock = clock;
    }

    /**
     * Whether the public finds the user at all, the score in search, and what it is made of, each from 0 to 1; {@code lift} is
     * what being looked at and bookmarked does.
     */
    record Visibility(boolean visible, double searchScore, Map<String, Double> parts, double lift) {

        static Visibility of(CachedUser.Live user, SearchScore profile) {
            double own = profile.value();
            return new Visibility(
                    user.profile().visible(),
                    user.searchScore(),
                    profile.parts(),
                    Math.clamp((user.searchScore() - own) / (1 - own), 0, 1));
        }
    }

    /** A part of the profile that is empty, and what filling it in adds to the score. */
    record Missing(String part, double adds) {}

    /** How much of the profile is filled in, from 0 to 1. */
    record Completeness(double share, List<Missing> missing) {}

    /** Everything about one user. Without {@code standing} Elasticsearch could not be asked, and the answer is degraded. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String userId,
            Visibility visibility,
            Completeness completeness,
            @Nullable Standing standing,
            List<FoundBy.Query> foundBy,
            boolean degraded,
            Instant asOf,
            String requestId) {}

    @SecurityRequirement(name = "token")
    @Operation(
            summary = "Where somebody stands",
            description =
                    "For the user and admins: visibility and its parts, what the profile lacks, the position among "
                            + "peers, and the queries of the last 30 days that showed the user to at least five people.")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "403", description = "It is somebody else")
    @ApiResponse(responseCode = "404", description = "There is no such user; for admins")
    @GetMapping("/analytics/user-insights/{id}")
    Answer insights(@PathVariable String id, @Parameter(hidden = true) HttpServletRequest request) {
        CachedUser.Live user = owner.user(id);
        Parameters.of(request, Map.of()).check();
        Instant now = clock.instant();
        SearchScore score = SearchScore.of(user.profile(), now);
        Standing standing = peers.of(user.profile(), measures(user))
                .map(comparison -> Standing.of(comparison, measures(user)))
                .orElse(null);
        return new Answer(
                user.id(),
                Visibility.of(user, score),
                completeness(user.profile(), score),
                standing,
                foundBy.queries(user.id()),
                standing == null,
                now,
                RequestId.current());
    }

    private static Map<Peers.Measure, Double> measures(CachedUser.Live user) {
        Map<Peers.Measure, Double> measures = new EnumMap<>(Peers.Measure.class);
        measures.put(Peers.Measure.SEARCH_SCORE, user.searchScore());
        if (user.profile().estimatedFollowers() != null) {
            measures.put(
                    Peers.Measure.FOLLOWERS, user.profile().estimatedFollowers().doubleValue());
        }
        if (user.profile().engagementRate() != null) {
            measures.put(Peers.Measure.ENGAGEMENT, user.profile().engagementRate());
        }
        return measures;
    }

    private static Completeness completeness(UserProfile user, SearchScore score) {
        return new Completeness(
                score.completeness(),
                ProfilePart.missingIn(user).stream()
                        .map(part -> new Missing(part.word(), SearchScore.worthOfPart()))
                        .toList());
    }
}
