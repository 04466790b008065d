package dev.userservice.reindexing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.userservice.reindexing.GoldenRule.Asked;
import dev.userservice.user.UserProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is asked for, to find a certain user. */
class GoldenRuleTests {

    @Test
    void aHandleIsAskedForWithAndWithoutAt() {
        UserProfile user = user(Map.of("username", "@zoe.k"));

        assertThat(Asked.HANDLE.texts(user)).containsExactly("zoe.k");
        assertThat(Asked.HANDLE_WITH_AT.texts(user)).containsExactly("@zoe.k");
    }

    @Test
    void theBeginningOfAHandleIsTwoThirdsOfItAndFourCharactersAtLeast() {
        assertThat(Asked.START_OF_HANDLE.texts(user(Map.of("username", "marie.curie_"))))
                .containsExactly("marie.cu");
        assertThat(Asked.START_OF_HANDLE.texts(user(Map.of("username", "marie"))))
                .containsExactly("mari");
        assertThat(Asked.START_OF_HANDLE.texts(user(Map.of("username", "mary"))))
                .isEmpty();
        assertThat(Asked.START_OF_HANDLE.texts(user(Map.of("username", "😀😀😀😀😀"))))
                .containsExactly("😀😀😀😀");
    }

    @Test
    void anEastAsianNameIsAskedForInBothOrders() {
        assertThat(Asked.NAME.texts(user(Map.of("firstName", "小明", "lastName", "王"))))
                .containsExactly("小明 王", "王小明");
    }

    @Test
    void onlyANameWithAccentsIsAskedForWithout() {
        assertThat(Asked.NAME_WITHOUT_ACCENTS.texts(user(Map.of("firstName", "Zoë", "lastName", "Brontë"))))
                .isEqualTo(List.of("Zoe Bronte"));
        assertThat(Asked.NAME_WITHOUT_ACCENTS.texts(user(Map.of("firstName", "Anna"))))
                .isEmpty();
        assertThat(Asked.NAME_WITHOUT_ACCENTS.texts(user(Map.of("firstName", "민수"))))
                .isEmpty();
    }

    private static UserProfile user(Map<String, String> fields) {
        return new JsonMapper().convertValue(fields, UserProfile.class);
    }
}
