package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.userservice.AbstractServiceTests;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sends a file of profiles through webhooks; each is found by its handle and by its full name, and shown as it came. */
abstract class AbstractProfileTests extends AbstractServiceTests {

    protected List<JsonNode> users;

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
        Recall handles = new Recall("exact handle first");
        Recall names = new Recall("full name among the first 3");
        for (JsonNode user : users) {
            String handle = user.path("username").asText();
            handles.count(handle, isAmongFirst(1, handle, user));
            String name = nameOf(user);
            if (!name.isEmpty()) {
                names.count(name, isAmongFirst(3, name, user));
            }
        }

        handles.isAtLeast(100);
        names.isAtLeast(100);
    }

    protected static String nameOf(JsonNode user) {
        return Stream.of("firstName", "lastName")
                .map(field -> user.path(field).asText())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
    }

    protected boolean isAmongFirst(int places, String query, JsonNode user) {
        return service.search(query).hits().stream()
                .limit(places)
                .toList()
                .contains(user.path("id").asText());
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
