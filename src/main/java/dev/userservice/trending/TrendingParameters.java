package dev.userservice.trending;

import dev.platform.Parameters;
import dev.userservice.user.Tier;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody asks for: which list, and how much of it. */
record TrendingParameters(ListKey key, int limit) {

    private static final Map<String, String> ALIASES = Map.of("timeframe", "window", "size", "limit");
    private static final List<String> TIERS =
            Arrays.stream(Tier.values()).map(Tier::word).toList();
    private static final int USUAL_LIMIT = 10;

    /** Throws a 400 problem that names everything that is wrong. */
    static TrendingParameters of(Kind kind, HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, ALIASES);
        Window window =
                parameters.choice("window", Window.words()).map(Window::of).orElse(Window.DAY);
        String niche = label("niche", parameters);
        String platform = label("platform", parameters);
        Optional<Tier> tier = parameters.choice("tier", TIERS).map(word -> Tier.valueOf(word.toUpperCase(Locale.ROOT)));
        int limit = (int) parameters.whole("limit", 1, ListBuilder.LONGEST).orElse(USUAL_LIMIT);
        parameters.check();
        return new TrendingParameters(new ListKey(kind, window, niche, platform, tier.orElse(null)), limit);
    }

    private static @Nullable String label(String name, Parameters parameters) {
        List<String> values = parameters.many(name);
        if (values.size() > 1) {
            parameters.refuse(name, "repeated", "may be given only once");
        }
        return values.isEmpty() ? null : values.getFirst().toLowerCase(Locale.ROOT);
    }
}
