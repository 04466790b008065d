package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.userservice.web.Problem.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.ErrorResponseException;

/** Which query parameters are understood, and which parameter a refusal names. */
class SearchQueryTests {

    @Test
    void withoutParametersTheFirstPageOfEverybodyIsMeant() {
        assertThat(SearchQuery.of(Map.of())).isEqualTo(new SearchQuery("", 1, 20));
    }

    @Test
    void queryAndLimitAreOtherNamesOfQAndSize() {
        assertThat(query("query=anna", "limit=5", "page=2")).isEqualTo(new SearchQuery("anna", 2, 5));
    }

    @Test
    void textIsStrippedAndComposed() {
        assertThat(query("q=  Mu\u0308ller ")).isEqualTo(new SearchQuery("M\u00fcller", 1, 20));
    }

    @Test
    void theDeepestPageEndsAtHitTenThousand() {
        assertThat(query("page=100", "size=100").offset()).isEqualTo(9_900);
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
        "Q=anna, Q",
        "foo=bar, foo",
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
    void textMayHave128CharactersAnd12Words() {
        assertThat(query("q=" + "😀".repeat(128)).text()).hasSize(256);
        assertThat(violations("q=" + "😀".repeat(129)))
                .extracting(Violation::code)
                .containsExactly("too_long");
        assertThat(query("q=" + "a ".repeat(12)).text()).hasSize(23);
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
        return SearchQuery.of(Arrays.stream(parameters)
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.groupingBy(
                        pair -> pair[0],
                        Collectors.collectingAndThen(
                                Collectors.mapping(pair -> pair[1], Collectors.toList()),
                                values -> values.toArray(String[]::new)))));
    }
}
