package dev.userservice.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The orders a search can have. The user's id decides between equals, so that every order is total. */
enum Order {
    RELEVANCE("relevance", null, "search_score"),
    FOLLOWERS("-followers", "estimatedFollowers", "estimated_followers"),
    SEARCH_SCORE("-searchScore", "searchScore", "search_score"),
    ENGAGEMENT("-engagement", "engagementRate", "engagement_rate"),
    NEWEST("newest", "createdAt", "created_at"),
    RECENTLY_ACTIVE("recentlyActive", "lastActiveAt", "last_active_at");

    private static final List<String> PARAMETERS =
            Arrays.stream(values()).map(Order::parameter).toList();

    private final String parameter;
    private final @Nullable String field;
    private final String column;

    Order(String parameter, @Nullable String field, String column) {
        this.parameter = parameter;
        this.field = field;
        this.column = column;
    }

    String parameter() {
        return parameter;
    }

    /** The document field, highest first; nothing for relevance. */
    @Nullable
    String field() {
        return field;
    }

    String column() {
        return column;
    }

    static Optional<Order> of(String parameter) {
        return Arrays.stream(values())
                .filter(order -> order.parameter.equals(parameter))
                .findFirst();
    }

    static List<String> parameters() {
        return PARAMETERS;
    }
}
