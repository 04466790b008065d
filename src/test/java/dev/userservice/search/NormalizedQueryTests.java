package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which queries count as the same. */
class NormalizedQueryTests {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            delimiter = '|',
            value = {
                "anna|anna",
                "ANNA|anna",
                "  anna \t smith\u00a0|anna smith",
                "anna\u3000smith|anna smith",
                "anna\u2028smith|anna smith",
                "@anna|anna",
                " @ anna|anna",
                "@@anna@home|anna@home",
                "Zoë Müller|zoe muller",
                "Zoe\u0308 Mu\u0308ller|zoe muller",
                "CAFÉ|cafe",
                "İSTANBUL|istanbul",
                "Ångström|angstrom",
                "Søren|soren",
                "STRAẞE Straße|strasse strasse",
                "Łukasz Đorđe|lukasz dorde",
                "Ægir Œuvre|aegir oeuvre",
                "Þór Guðrún|thor gudrun",
                "Işık|isik",
                "O’Brien–Smith|o'brien-smith",
                "Ελλάδα|ελλαδα",
                "ёлка|елка",
                "Ａｎｎａ|anna",
                "ﬁlm|film",
                "ガール|ガール",
                "カ\u3099ール|ガール",
                "ｶﾞｰﾙ|ガール",
                "한국|한국",
                "हिंदी|हिंदी",
                "ภาษาไทย|ภาษาไทย",
                "a* AND \"b\"/c|a* and \"b\"/c",
                "😀|😀",
            })
    void caseAccentsWidthAndSpacesDoNotMatter(String query, String normalized) {
        assertThat(NormalizedQuery.of(query)).isEqualTo(normalized);
        assertThat(NormalizedQuery.of(normalized)).isEqualTo(normalized);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "@", " @ @ ", "\u00a0\u3000", "＠"})
    void nothingButSpacesAndAtSignsIsBlank(String query) {
        assertThat(NormalizedQuery.of(query)).isEmpty();
    }
}
