package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.userservice.AbstractServiceTests;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sends a file of profiles through webhooks; each is found by its handle and by its full name, and shown as it came. */
abstract class AbstractProfileTests extends AbstractServiceTests {

    private List<JsonNode> users;

    abstract InputStream profiles() throws IOException;

    @BeforeEach
    void sendEveryUser() throws IOException {
        Map<String, JsonNode> newest = new HashMap<>();
        try (InputStream file = profiles()) {
            for (JsonNode user : new ObjectMapper().readTree(file)) {
                ((ObjectNode) user).put("status", "ACTIVE").putArray("roles").add("INFLUENCER");
                assertThat(service.userCreated(user.toString()).status())
                        .as(user.toString())
                        .isEqualTo(200);
                newest.merge(user.path("id").asText(), user, AbstractProfileTests::newer);
            }
        }
        users = List.copyOf(newest.values());
        awaitIndexed();
    }

    // some renamed themselves, and the file has them under both handles
    private static JsonNode newer(JsonNode one, JsonNode other) {
        return one.path("updatedAt").asText().compareTo(other.path("updatedAt").asText()) > 0 ? one : other;
    }

    @Test
    void everybodyIsFirstByHandleAndAmongTheFirstThreeByFullName() {
        List<String> lost = new ArrayList<>();
        for (JsonNode user : users) {
            String id = user.path("id").asText();
            String handle = user.path("username").asText();
            if (!isAmongFirst(1, handle, id)) {
                lost.add("handle " + handle);
            }
            String name = Stream.of("firstName", "lastName")
                    .map(field -> user.path(field).asText())
                    .filter(part -> !part.isBlank())
                    .collect(Collectors.joining(" "));
            if (!name.isEmpty() && !isAmongFirst(3, name, id)) {
                lost.add("name '" + name + "' of " + handle);
            }
        }

        assertThat(lost).isEmpty();
    }

    private boolean isAmongFirst(int places, String query, String id) {
        return service.search(query).hits().stream().limit(places).toList().contains(id);
    }

    @Test
    void everyProfileIsShownAsItCame() {
        for (JsonNode user : users) {
            JsonNode shown =
                    service.get("/public/users/" + user.path("id").asText()).body();
            for (String field :
                    List.of("username", "firstName", "lastName", "bio", "location", "companyName", "website")) {
                assertThat(shown.path(field).asText())
                        .as(field)
                        .isEqualTo(user.path(field).asText());
            }
        }
    }
}
