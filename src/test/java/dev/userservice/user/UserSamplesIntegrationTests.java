package dev.userservice.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.AbstractServiceTests;
import dev.userservice.TestUsers;
import dev.userservice.user.UserSamples.Trait;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is in a sample: the same users for the same seed, those with the trait, and nobody who is hidden. */
class UserSamplesIntegrationTests extends AbstractServiceTests {

    @Autowired
    private UserSamples samples;

    @BeforeEach
    void addUsers() {
        IntStream.range(0, 50)
                .forEach(n -> add("user%02d".formatted(n), Map.of("firstName", "Anna", "lastName", "Smith")));
        add("accents", Map.of("firstName", "Anna", "lastName", "Müller"));
        add("accents2", Map.of("firstName", "Zoe\u0308"));
        add("han", Map.of("firstName", "小明", "lastName", "王"));
        add("kana", Map.of("firstName", "さくら"));
        add("hangul", Map.of("firstName", "민수"));
        add("dots", Map.of("username", "le.dots"));
        add("hidden", Map.of("username", "hid.den", "lastName", "Müller王", "status", "SUSPENDED"));
        add("nohandle", Map.of("username", "", "lastName", "Müller王"));
        add("gone", Map.of("username", "go.ne", "lastName", "Müller王"));
        service.userDeleted("{\"userId\":\"gone\",\"version\":2}");
    }

    private void add(String id, Map<String, ?> fields) {
        service.userCreated(TestUsers.influencer(id, fields));
    }

    @Test
    void theSeedDecidesWhoIsInIt() {
        List<String> one = ids(Trait.ANY, 1, 10);

        assertThat(one).hasSize(10).isEqualTo(ids(Trait.ANY, 1, 10)).isNotEqualTo(ids(Trait.ANY, 2, 10));
    }

    @Test
    void everybodyInItIsVisibleAndHasTheTrait() {
        assertThat(ids(Trait.ANY, 1, 100)).hasSize(56).doesNotContain("hidden", "nohandle", "gone");
        assertThat(ids(Trait.ACCENTED_NAME, 1, 100)).containsExactlyInAnyOrder("accents", "accents2");
        assertThat(ids(Trait.EAST_ASIAN_NAME, 1, 100)).containsExactlyInAnyOrder("han", "kana", "hangul");
        assertThat(ids(Trait.PUNCTUATED_HANDLE, 1, 100)).containsExactly("dots");
    }

    private List<String> ids(Trait trait, int seed, int most) {
        return samples.of(trait, seed, most).stream().map(UserProfile::id).toList();
    }
}
