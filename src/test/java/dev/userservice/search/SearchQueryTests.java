package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.platform.Parameters;
import dev.platform.Problem.Violation;
import dev.userservice.user.Tier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.ErrorResponseException;

/** Which query parameters are understood, and which parameter a refusal names. */
class SearchQueryTests {

    @Test
    void withoutParametersTheFirstPageOfEverybodyIsMeant() {
        SearchQuery query = query();

        assertThat(query.text()).isEmpty();
        assertThat(query.filters()).isEmpty();
        assertThat(query.order()).isEqualTo(Order.RELEVANCE);
        assertThat(query.page()).isEqualTo(new SearchQuery.Page(1, 20, null));
        assertThat(query.extras()).isEqualTo(new SearchQuery.Extras(List.of(), false, false, true));
    }

    @Test
    void queryAndLimitAreOtherNamesOfQAndSize() {
        assertThat(query("query=anna", "limit=5", "page=2")).isEqualTo(query("q=anna", "size=5", "page=2"));
    }

    @Test
    void textIsStrippedAndComposed() {
        assertThat(query("q=  Mu\u0308ller ").text()).isEqualTo("M\u00fcller");
        assertThat(query("q=\u00a0Anna  M\u00fcller\u00a0\u3000x").text()).isEqualTo("Anna M\u00fcller x");
    }

    @Test
    void everyFilterIsRead() {
        assertThat(query(
                                "niche=food",
                                "niche=travel",
                                "category=vegan",
                                "platform=INSTAGRAM",
                                "location=Berlin",
                                "tier=nano,micro",
                                "minFollowers=10",
                                "maxFollowers=99",
                                "minEngagement=1.5",
                                "verified=true",
                                "activeWithinDays=30")
                        .filters())
                .containsExactlyInAnyOrder(
                        new Filter.OneOf(Label.NICHE, List.of("food", "travel")),
                        new Filter.OneOf(Label.CATEGORY, List.of("vegan")),
                        new Filter.OneOf(Label.PLATFORM, List.of("INSTAGRAM")),
                        new Filter.At(List.of("Berlin")),
                        new Filter.InTier(List.of(Tier.NANO, Tier.MICRO)),
                        new Filter.AtLeast("minFollowers", Filter.Measure.FOLLOWERS, 10),
                        new Filter.AtMost("maxFollowers", Filter.Measure.FOLLOWERS, 99),
                        new Filter.AtLeast("minEngagement", Filter.Measure.ENGAGEMENT, 1.5),
                        new Filter.Verified(true),
                        new Filter.ActiveWithin(30));
    }

    @Test
    void eachSearchHasFiltersOfItsOwn() {
        assertThat(SearchQuery.of(SearchKind.BRANDS, parameters("industry=food", "companyType=agency"))
                        .filters())
                .hasSize(2);
        assertThat(SearchQuery.of(
                                SearchKind.CREW,
                                parameters(
                                        "skills=editing",
                                        "experienceLevel=senior",
                                        "availability=now",
                                        "workStyle=remote",
                                        "minRate=10",
                                        "maxRate=99.5"))
                        .filters())
                .hasSize(6);
        assertThat(violations("industry=food", "skills=editing", "minRate=1"))
                .extracting(Violation::code)
                .containsOnly("unknown_parameter");
    }

    @Test
    void ofAnUnknownParameterWithALongNameTheBeginningIsTold() {
        assertThat(violations("n".repeat(100) + "=1"))
                .extracting(Violation::parameter)
                .containsExactly("n".repeat(100));
        assertThat(violations("n".repeat(101) + "=1"))
                .extracting(Violation::parameter)
                .containsExactly("n".repeat(50));
    }

    @Test
    void theDeepestPageEndsAtHitTenThousand() {
        assertThat(query("page=100", "size=100").page().offset()).isEqualTo(9_900);
        assertThat(violations("page=101", "size=100"))
                .extracting(Violation::code)
                .containsExactly("too_deep");
    }

    @ParameterizedTest
    @CsvSource({
        "size=0, size",
        "size=-1, size",
        "size=101, size",
        "size=1000000000, size",
        "size=abc, size",
        "size=1.5, size",
        "size=, size",
        "size=+5, size",
        "size=５, size",
        "page=0, page",
        "page=99999999999, page",
        "page=１x, page",
        "sort=email, sort",
        "sort=_script, sort",
        "sort=, sort",
        "Q=anna, Q",
        "foo=bar, foo",
        "niche=, niche",
        "verified=yes, verified",
        "tier=giant, tier",
        "'tier=nano,', tier",
        "minFollowers=-1, minFollowers",
        "minFollowers=NaN, minFollowers",
        "maxFollowers=1e400, maxFollowers",
        "maxFollowers=999999999999, maxFollowers",
        "minEngagement=1001, minEngagement",
        "minEngagement=1.2.3, minEngagement",
        "activeWithinDays=0, activeWithinDays",
        "activeWithinDays=now-1y, activeWithinDays",
        "facets=email, facets",
        "facets=industry, facets",
        "highlight=1, highlight",
        "explain=, explain",
        "cursor=, cursor",
    })
    void aRefusalNamesTheParameter(String parameter, String named) {
        assertThat(violations(parameter)).extracting(Violation::parameter).containsExactly(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "a\u007fb"})
    void controlCharactersAreRefused(String text) {
        assertThat(violations("q=" + text)).extracting(Violation::parameter).containsExactly("q");
    }

    @Test
    void everyFaultIsNamedAtOnce() {
        assertThat(violations("size=0", "page=x", "colour=red"))
                .extracting(Violation::parameter)
                .containsExactlyInAnyOrder("size", "page", "colour");
    }

    @Test
    void aParameterGivenTwiceIsRefused() {
        assertThat(violations("q=a", "q=b")).extracting(Violation::code).containsExactly("repeated");
        assertThat(violations("q=a", "query=b")).extracting(Violation::code).containsExactly("repeated");
    }

    @Test
    void aRangeMustNotBeEmpty() {
        assertThat(violations("minFollowers=10", "maxFollowers=9"))
                .extracting(Violation::parameter)
                .containsExactly("minFollowers");
    }

    @Test
    void aCursorReplacesThePage() {
        assertThat(query("cursor=abc").page()).isEqualTo(new SearchQuery.Page(1, 20, "abc"));
        assertThat(violations("cursor=abc", "page=2"))
                .extracting(Violation::parameter)
                .containsExactly("cursor");
    }

    @Test
    void aFilterMayHaveFiftyValues() {
        String[] values =
                IntStream.range(0, 51).mapToObj(n -> "niche=niche" + n).toArray(String[]::new);
        assertThat(query(Arrays.copyOf(values, 50)).filters()).hasSize(1);
        assertThat(violations(values)).extracting(Violation::parameter).containsExactly("niche");
    }

    @Test
    void textMayHave128CharactersAnd12Words() {
        assertThat(query("q=" + "😀".repeat(128)).text()).hasSize(256);
        assertThat(violations("q=" + "😀".repeat(129)))
                .extracting(Violation::code)
                .containsExactly("too_long");
        assertThat(query("q=" + "a ".repeat(12)).text()).hasSize(23);
        for (String separator : List.of(" ", "\u3000", "\u00a0", "-", ".")) {
            assertThat(violations("q=" + ("a" + separator).repeat(13)))
                    .as(separator)
                    .extracting(Violation::code)
                    .containsExactly("too_long");
        }
        assertThat(violations("q=" + "a ".repeat(13)))
                .extracting(Violation::code)
                .containsExactly("too_long");
    }

    private static List<Violation> violations(String... parameters) {
        ErrorResponseException refusal = catchThrowableOfType(ErrorResponseException.class, () -> query(parameters));
        Object errors = refusal.getBody().getProperties().get("errors");
        return ((List<?>) errors).stream().map(Violation.class::cast).toList();
    }

    private static SearchQuery query(String... parameters) {
        return SearchQuery.of(SearchKind.INFLUENCERS, parameters(parameters));
    }

    private static Parameters parameters(String... parameters) {
        return new Parameters(
                Arrays.stream(parameters)
                        .map(parameter -> parameter.split("=", 2))
                        .collect(Collectors.groupingBy(
                                pair -> pair[0],
                                Collectors.collectingAndThen(
                                        Collectors.mapping(pair -> pair[1], Collectors.toList()),
                                        values -> values.toArray(String[]::new)))),
                SearchQuery.ALIASES);
    }
}
