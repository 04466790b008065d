package dev.userservice.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.userservice.user.UserProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesTests {

    @Test
    void betweenTwoWordsOfANameIsOneSpace() {
        UserProfile user = new ObjectMapper()
                .convertValue(
                        Map.of("id", "anna", "firstName", " Anna\u00a0 Lena", "lastName", "von\tMüller"),
                        UserProfile.class);

        assertThat(Names.of(user)).isEqualTo(List.of("Anna Lena von Müller"));
    }
}
