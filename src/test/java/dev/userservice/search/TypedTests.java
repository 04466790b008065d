package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.userservice.user.PublicUser;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTests {

    @ParameterizedTest
    @CsvSource({
        "jane.doe , jane.doe, true , true , true ",
        "@Jane.Doe, jane.doe, true , true , true ",
        "janedoe  , jane.doe, true , false, true ",
        "jane.do  , jane.doe, false, false, true ",
        "doe      , jane.doe, false, false, false",
        "jané     , jane_doe, false, false, true ",
    })
    void aHandleIsComparedWithAndWithoutItsSeparators(
            String text, String handle, boolean isHandle, boolean isLiterally, boolean begins) {
        Typed typed = Typed.of(text);

        assertThat(typed.isHandleOf(user(handle))).isEqualTo(isHandle);
        assertThat(typed.isLiterallyHandleOf(user(handle))).isEqualTo(isLiterally);
        assertThat(typed.beginsHandleOf(user(handle))).isEqualTo(begins);
    }

    // the second is a letter that becomes a mark
    @ParameterizedTest
    @ValueSource(strings = {"jane", "ﾞ"})
    void whoHasNoHandleIsNotMetByIt(String text) {
        Typed typed = Typed.of(text);

        assertThat(typed.isHandleOf(user(null))).isFalse();
        assertThat(typed.isLiterallyHandleOf(user(null))).isFalse();
        assertThat(typed.beginsHandleOf(user(null))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ja d   , Jane Doe    , true",
        "doe ja , Jane Doe    , true",
        "janed  , Jane Doe    , true",
        "muller , Jane Müller , true",
        "doe x  , Jane Doe    , false",
        "ne     , Jane Doe    , false",
        "東     , 東京 太郎   , true",
    })
    void aNameBeginsSoByAllOfItOrByItsParts(String text, String name, boolean begins) {
        assertThat(Typed.of(text).beginsIn(name)).isEqualTo(begins);
    }

    private static PublicUser user(String handle) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("id", "any");
        fields.put("username", handle);
        return new JsonMapper().convertValue(fields, PublicUser.class);
    }
}
