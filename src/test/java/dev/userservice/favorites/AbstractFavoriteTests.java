package dev.userservice.favorites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** People with favorites, seen as each of them. */
abstract class AbstractFavoriteTests extends AbstractServiceTests {

    protected Answer send(String caller, String method, String path) {
        return Answer.of(service.sendRaw(service.request(path, "Authorization", token(caller, "USER"))
                .method(method, BodyPublishers.noBody())
                .build()));
    }

    protected int status(String caller, String method, String path) {
        return service.sendRaw(service.request(path, "Authorization", token(caller, "USER"))
                        .method(method, BodyPublishers.noBody())
                        .build())
                .statusCode();
    }

    protected void favor(String owner, String... users) {
        for (String user : users) {
            assertThat(status(owner, "PUT", "/favorites/" + user)).as(user).isEqualTo(201);
        }
    }

    protected List<String> favorites(String owner) {
        return ids(send(owner, "GET", "/favorites?size=100"), "favorites");
    }

    protected static List<String> ids(Answer answer, String field) {
        return StreamSupport.stream(answer.body().path(field).spliterator(), false)
                .map(person -> person.path("id").asText())
                .toList();
    }

    protected void add(String id, Map<String, ?> fields) {
        assertThat(service.userCreated(TestUsers.influencer(id, fields)).status())
                .isEqualTo(200);
    }
}
