package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.userservice.AbstractServiceTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real public profiles, where a copy of them is at hand: each is found by its handle and by its full name. */
@Tag("real-users")
class RealUsersIntegrationTests extends AbstractServiceTests {

    private List<JsonNode> users;

    @BeforeEach
    void sendEveryUser() throws IOException {
        Path file = Path.of(System.getProperty("real-users", "real-users.json"));
        assumeTrue(Files.exists(file), () -> "there are no real profiles at " + file);
        Map<String, JsonNode> newest = new HashMap<>();
        for (JsonNode user : new ObjectMapper().readTree(file.toFile())) {
            assertThat(service.userCreated(user.toString()).status())
                    .as(user.toString())
                    .isEqualTo(200);
            newest.merge(user.path("id").asText(), user, RealUsersIntegrationTests::newer);
        }
        users = List.copyOf(newest.values());
        awaitIndexed();
    }

    // some renamed themselves, and the file has them under both handles
    private static JsonNode newer(JsonNode one, JsonNode other) {
        return one.path("updatedAt").asText().compareTo(other.path("updatedAt").asText()) > 0 ? one : other;
    }

    @Test
    void everybodyIsAmongTheFirstThreeByHandleAndByFullName() {
        List<String> lost = new ArrayList<>();
        for (JsonNode user : users) {
            String id = user.path("id").asText();
            String handle = user.path("username").asText();
            if (!service.search(handle).hits().stream().limit(1).toList().contains(id)) {
                lost.add("handle " + handle);
            }
            String name = Stream.of("firstName", "lastName")
                    .map(field -> user.path(field).asText())
                    .filter(part -> !part.isBlank())
                    .collect(Collectors.joining(" "));
            if (!name.isEmpty()
                    && !service.search(name).hits().stream().limit(3).toList().contains(id)) {
                lost.add("name '" + name + "' of " + handle);
            }
        }

        assertThat(lost).isEmpty();
    }

    @Test
    void everyProfileIsShownAsItCame() {
        for (JsonNode user : users) {
            JsonNode shown =
                    service.get("/public/users/" + user.path("id").asText()).body();
            for (String field :
                    List.of("username", "firstName", "lastName", "bio", "location", "companyName", "website")) {
                assertThat(shown.path(field)).as(field).isEqualTo(user.path(field));
            }
        }
    }
}
