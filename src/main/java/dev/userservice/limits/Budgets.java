package dev.userservice.limits;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The budgets of all kinds of routes, as {@code RATE_LIMITS} changes them. */
public final class Budgets {

    // an address may stand for a whole company, a token only for one person
    private static final Map<RouteKind, Budget> USUAL = Map.of(
            RouteKind.SEARCH, new Budget(6_000, 1_200, 6_000),
            RouteKind.SUGGESTIONS, new Budget(12_000, 2_400, 6_000),
            RouteKind.PROFILES, new Budget(6_000, 1_200, 6_000),
            RouteKind.ANALYTICS, new Budget(6_000, 1_200, 6_000),
            RouteKind.FAVORITES, new Budget(600, 600, 6_000),
            RouteKind.ADMIN, new Budget(600, 600, 6_000),
            RouteKind.OTHER, new Budget(600, 600, 6_000));

    private static final Pattern CHANGE = Pattern.compile("([a-z]+)=([0-9]{1,9})/([0-9]{1,9})/([0-9]{1,9})");

    private final Map<RouteKind, Budget> budgets;

    private Budgets(Map<RouteKind, Budget> budgets) {
        this.budgets = new EnumMap<>(budgets);
    }

    /**
     * Reads what differs from the usual: nothing, {@code 0} for no limits at all, or a list such as
     * {@code search=60/600/6000,admin=0/0/600}.
     *
     * @throws IllegalArgumentException saying what the list must look like
     */
    public static Budgets parse(String changes) {
        Map<RouteKind, Budget> budgets = new EnumMap<>(USUAL);
        if (changes.strip().equals("0")) {
            budgets.replaceAll((kind, usual) -> new Budget(0, 0, 0));
        } else if (!changes.isBlank()) {
            Arrays.stream(changes.strip().split("[,\\s]+")).map(Budgets::change).forEach(budgets::putAll);
        }
        return new Budgets(budgets);
    }

    private static Map<RouteKind, Budget> change(String text) {
        Matcher change = CHANGE.matcher(text);
        if (!change.matches()) {
            throw malformed();
        }
        RouteKind kind = Arrays.stream(RouteKind.values())
                .filter(known -> known.wireName().equals(change.group(1)))
                .findFirst()
                .orElseThrow(Budgets::malformed);
        return Map.of(kind, new Budget(number(change, 2), number(change, 3), number(change, 4)));
    }

    private static long number(MatchResult change, int group) {
        return Long.parseLong(change.group(group));
    }

    private static IllegalArgumentException malformed() {
        String kinds =
                Arrays.stream(RouteKind.values()).map(RouteKind::wireName).collect(Collectors.joining(", "));
        return new IllegalArgumentException(
                "RATE_LIMITS must be 0, or requests a minute of anonymous callers, users and admins, like "
                        + "search=600/1200/6000, with commas between any of " + kinds);
    }

    /** The requests a minute of one caller; 0 is no limit. */
    long of(RouteKind kind, Standing standing) {
        return budgets.getOrDefault(kind, new Budget(0, 0, 0)).of(standing);
    }
}
