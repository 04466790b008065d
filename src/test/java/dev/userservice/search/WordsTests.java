package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a word by itself when not all of them are found. */
class WordsTests {

    @ParameterizedTest
    @CsvSource({
        "travel to rome, travel rome",
        "東京タワー, 東京 タワー",
        "キツネ, キツネ",
        "旅行博主, 旅行 行博 博主",
        "民준호, 民준 준호",
        "猫, 猫",
        "らーめん, らー ーめ めん",
        "東京tower, 東京 tower",
        "𠮷野家, 𠮷野 野家",
    })
    void aScriptWithoutSpacesIsTakenApartIntoPairs(String text, String pieces) {
        assertThat(Words.pieces(text)).isEqualTo(List.of(pieces.split(" ")));
    }
}
