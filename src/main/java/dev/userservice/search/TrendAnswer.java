package dev.userservice.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.platform.RequestId;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The trends of a window as they are answered. {@code zeroResults} is for admins. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TrendAnswer(
        String window,
        Instant from,
        Instant formerFrom,
        Instant asOf,
        List<Searched> rising,
        List<Searched> top,
        List<Gap> demandGap,
        @Nullable List<Searched> zeroResults,
        String requestId) {

    // what grew from fewer people than that says nothing in percent
    private static final int FEWEST_FOR_PERCENT = 20;

    /**
     * A query. {@code isNew} if fewer people than may be told of searched for it in the former window; how many is left
     * out then.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Searched(
            int rank,
            String query,
            long people,
            long searches,
            long averageResults,
            boolean isNew,
            @Nullable Long formerPeople,
            @Nullable Long growthPercent) {

        static Searched of(int rank, SearchTrend trend, double lengthOfFormer) {
            boolean isNew = trend.formerPeople() < PopularSearches.FEWEST_PEOPLE;
            return new Searched(
                    rank,
                    trend.term(),
                    trend.people(),
                    trend.searches(),
                    trend.averageResults(),
                    isNew,
                    isNew ? null : trend.formerPeople(),
                    trend.formerPeople() < FEWEST_FOR_PERCENT ? null : growthPercent(trend, lengthOfFormer));
        }

        private static long growthPercent(SearchTrend trend, double lengthOfFormer) {
            return Math.round(100 * (trend.people() * lengthOfFormer / trend.formerPeople() - 1));
        }
    }

    /** A niche or category, and how many people's searches for it found nobody. */
    record Gap(int rank, String niche, long people, long searches) {

        static Gap of(int rank, SearchTrend trend) {
            return new Gap(rank, trend.term(), trend.people(), trend.searches());
        }
    }

    /** The first of each list. Anybody may know of niches that somebody has; of what nobody has, admins. */
    static TrendAnswer of(SearchTrends.Trends trends, int most, boolean forAdmins, Predicate<String> isNiche) {
        TrendWindow window = trends.window();
        Instant now = trends.asOf();
        BiFunction<Integer, SearchTrend, Searched> searched =
                (rank, trend) -> Searched.of(rank, trend, window.lengthOfFormer(now));
        List<SearchTrend> gaps = trends.gaps().stream()
                .filter(gap -> forAdmins || isNiche.test(gap.term()))
                .toList();
        return new TrendAnswer(
                window.word(),
                window.from(now),
                window.formerFrom(now),
                now,
                ranked(trends.rising(), most, searched),
                ranked(trends.top(), most, searched),
                ranked(gaps, most, Gap::of),
                forAdmins ? ranked(trends.vain(), most, searched) : null,
                RequestId.current());
    }

    private static <T> List<T> ranked(List<SearchTrend> trends, int most, BiFunction<Integer, SearchTrend, T> line) {
        return IntStream.range(0, Math.min(most, trends.size()))
                .mapToObj(index -> line.apply(index + 1, trends.get(index)))
                .toList();
    }
}
