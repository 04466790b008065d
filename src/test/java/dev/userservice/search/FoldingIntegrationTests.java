package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.userservice.AbstractServiceTests;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Service, search index and database take the same letters for the same. */
class FoldingIntegrationTests extends AbstractServiceTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    // signs, and letters long out of use
    private static final String NOBODY_TYPES = "×÷ĿŀŉẚẛẜẝẟỺỻỼỽỾỿ";

    /**
     * Letters of Europe, Africa, Vietnam, Arabia, Persia and Israel, those that mathematicians style, and what is typed
     * for an apostrophe or a dash.
     */
    private static final List<String> LETTERS = Stream.of(
                    IntStream.rangeClosed(0xc0, 0x17f),
                    IntStream.rangeClosed(0x388, 0x3ce),
                    IntStream.rangeClosed(0x400, 0x52f),
                    IntStream.rangeClosed(0x1e00, 0x1eff),
                    IntStream.rangeClosed(0x621, 0x63a),
                    IntStream.rangeClosed(0x641, 0x64a),
                    IntStream.rangeClosed(0x5d0, 0x5ea),
                    IntStream.concat(IntStream.rangeClosed(0x2100, 0x214f), IntStream.rangeClosed(0x1d400, 0x1d7ff))
                            .filter(FoldingIntegrationTests::isStyledAscii),
                    "ٱیےۓکۀہەۂگپچژʼʻʹʽʾʿ՚".codePoints(),
                    "ƀɓƁƈȼɖɗƊǝɛƐɇɠɡɨɉƙƘƚɫɯɲƝƞɔƆɵƥɋɍɽƭʈʉʋƲʌƴƳɏƶə‘’“”‐–—Ａｚ".codePoints())
            .flatMapToInt(letters -> letters)
            .mapToObj(Character::toString)
            .filter(letter -> !NOBODY_TYPES.contains(letter))
            .toList();

    private static boolean isStyledAscii(int letter) {
        return Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFKC)
                .matches("[A-Za-z0-9]");
    }

    @Test
    void letterByLetterTheyAgree() throws JsonProcessingException {
        JsonNode tokens = JSON.readTree(elasticsearch(
                                "POST",
                                "/users/_analyze",
                                JSON.writeValueAsString(Map.of("normalizer", "label", "text", LETTERS)))
                        .body())
                .path("tokens");

        assertThat(tokens).hasSameSizeAs(LETTERS);
        SoftAssertions table = new SoftAssertions();
        for (int i = 0; i < LETTERS.size(); i++) {
            String letter = LETTERS.get(i);
            table.assertThat(NormalizedQuery.of(letter))
                    .as(letter)
                    .isEqualTo(tokens.path(i).path("token").asText());
        }
        table.assertAll();
    }

    @Test
    void theDatabaseFoldsNamesAlike() {
        for (String name : List.of(
                "Søren",
                "Straße",
                "Łukasz",
                "Đorđe",
                "Ægir Œuvre",
                "Þór Guðrún",
                "Zoë",
                "ΑΛΕΞΙΟΣ",
                "Γιώργος",
                "Ɗanlami Ƙyauta",
                "Kɔfi",
                "مُحَمَّدٌ أحمد",
                "کیانی‌فر فاطمة عبـــدالله",
                "שָׁלוֹם",
                "Kaʻahumanu OʼConnorly",
                "𝓐𝓷𝓷𝓪")) {
            assertThat(database.sql("SELECT search_folded(:name)")
                            .param("name", name)
                            .query(String.class)
                            .single())
                    .isEqualTo(NormalizedQuery.of(name));
        }
    }
}
