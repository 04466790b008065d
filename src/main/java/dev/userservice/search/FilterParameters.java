package dev.userservice.search;

import dev.platform.Parameters;
import dev.userservice.search.Filter.ActiveWithin;
import dev.userservice.search.Filter.At;
import dev.userservice.search.Filter.AtLeast;
import dev.userservice.search.Filter.AtMost;
import dev.userservice.search.Filter.InTier;
import dev.userservice.search.Filter.Measure;
import dev.userservice.search.Filter.OneOf;
import dev.userservice.search.Filter.Verified;
import dev.userservice.user.Tier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Reads the filters of a search from its parameters. */
final class FilterParameters {

    private static final List<String> TIERS =
            Arrays.stream(Tier.values()).map(Tier::word).toList();
    private static final double MOST_FOLLOWERS = 1e11;
    private static final double MOST_ENGAGEMENT = 1000;
    private static final double MOST_RATE = 1e10;
    private static final int MOST_DAYS = 3650;

    private final Parameters parameters;
    private final List<Filter> filters = new ArrayList<>();

    private FilterParameters(Parameters parameters) {
        this.parameters = parameters;
    }

    static List<Filter> read(SearchKind kind, Parameters parameters) {
        return new FilterParameters(parameters).read(kind);
    }

    private List<Filter> read(SearchKind kind) {
        kind.labels().forEach(this::readLabel);
        List<String> places = parameters.many("location");
        if (!places.isEmpty()) {
            filters.add(new At(places));
        }
        readTiers();
        readRange("minFollowers", "maxFollowers", Measure.FOLLOWERS, MOST_FOLLOWERS);
        parameters
                .decimal("minEngagement", MOST_ENGAGEMENT)
                .ifPresent(least -> filters.add(new AtLeast("minEngagement", Measure.ENGAGEMENT, least)));
        if (kind.hasRates()) {
            readRange("minRate", "maxRate", Measure.RATE, MOST_RATE);
        }
        parameters.flag("verified").ifPresent(value -> filters.add(new Verified(value)));
        parameters.whole("activeWithinDays", 1, MOST_DAYS).ifPresent(days -> filters.add(new ActiveWithin(days)));
        return List.copyOf(filters);
    }

    private void readLabel(Label label) {
        List<String> values = parameters.many(label.parameter());
        if (!values.isEmpty()) {
            filters.add(new OneOf(label, values));
        }
    }

    private void readTiers() {
        List<String> chosen = parameters.choices("tier", TIERS).stream()
                .map(word -> word.toUpperCase(Locale.ROOT))
                .toList();
        if (!chosen.isEmpty()) {
            filters.add(new InTier(chosen.stream().map(Tier::valueOf).toList()));
        }
    }

    private void readRange(String least, String most, Measure measure, double limit) {
        OptionalDouble from = parameters.decimal(least, limit);
        OptionalDouble to = parameters.decimal(most, limit);
        from.ifPresent(value -> filters.add(new AtLeast(least, measure, value)));
        to.ifPresent(value -> filters.add(new AtMost(most, measure, value)));
        if (from.isPresent() && to.isPresent() && from.getAsDouble() > to.getAsDouble()) {
            parameters.refuse(least, "out_of_range", "must not be above " + most);
        }
    }
}
