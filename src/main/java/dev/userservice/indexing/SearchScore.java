package dev.userservice.indexing;

import dev.userservice.user.UserProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How prominent a user is by the profile, apart from any query; the value and each of its parts are from 0 to 1. What
 * happens to the user lifts this a little towards 1, see {@link dev.userservice.user.Lifts}.
 *
 * <pre>value = 0.4 reach + 0.15 engagement + 0.25 completeness + 0.2 recency</pre>
 *
 * <ul>
 *   <li>reach = log10(1 + followers) / 7, at most 1: ten times the followers add as much at every size, and ten
 *       million are all one can have;
 *   <li>engagement = rate / (rate + {@value #USUAL_ENGAGEMENT}): a usual rate, in percent, is worth a half;
 *   <li>completeness = the share filled in of each {@link ProfilePart};
 *   <li>recency = 1 for {@value #PLATEAU_DAYS} days since the last activity, then halved every
 *       {@value #HALF_LIFE_DAYS} days. Without a last activity the last update counts.
 * </ul>
 */
public record SearchScore(double reach, double engagement, double completeness, double recency) {

    private static final double REACH = 0.4;
    private static final double ENGAGEMENT = 0.15;
    private static final double COMPLETENESS = 0.25;
    private static final double RECENCY = 0.2;

    private static final int PLATEAU_DAYS = 30;
    private static final int HALF_LIFE_DAYS = 180;
    private static final double LOG_OF_FULL_REACH = 7;
    private static final double USUAL_ENGAGEMENT = 3;

    /** The score of this user at this moment. */
    public static SearchScore of(UserProfile user, Instant now) {
        return new SearchScore(
                reach(user.estimatedFollowers()),
                engagement(user.engagementRate()),
                ProfilePart.completeness(user),
                recency(user.lastActiveAt() != null ? user.lastActiveAt() : user.updatedAt(), now));
    }

    public double value() {
        return REACH * reach + ENGAGEMENT * engagement + COMPLETENESS * completeness + RECENCY * recency;
    }

    /** What filling in one more part of a profile adds to the value. */
    public static double worthOfPart() {
        return COMPLETENESS / ProfilePart.values().length;
    }

    /** What the value is made of, by name, each part still to be weighed. */
    public Map<String, Double> parts() {
        Map<String, Double> parts = new LinkedHashMap<>();
        parts.put("reach", reach);
        parts.put("engagement", engagement);
        parts.put("completeness", completeness);
        parts.put("recency", recency);
        return parts;
    }

    private static double reach(@Nullable Long followers) {
        return followers == null ? 0 : Math.min(1, Math.log10(1.0 + followers) / LOG_OF_FULL_REACH);
    }

    private static double engagement(@Nullable Double rate) {
        return rate == null ? 0 : rate / (rate + USUAL_ENGAGEMENT);
    }

    private static double recency(@Nullable Instant lastSeen, Instant now) {
        if (lastSeen == null) {
            return 0;
        }
        double days = Duration.between(lastSeen, now).toSeconds() / 86_400.0;
        return Math.pow(0.5, Math.max(0, days - PLATEAU_DAYS) / HALF_LIFE_DAYS);
    }
}
