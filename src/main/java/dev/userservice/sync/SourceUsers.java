package dev.userservice.sync;

import dev.platform.StrictJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/**
 * The users at the Auth Service. Only a clean 404 means that a user does not exist there; every failure is an
 * exception.
 */
@Component
class SourceUsers {

    private final SourceCalls calls;
    private final SourceHttp http;
    private final SourceProperties properties;
    private final SourcePageReader pages;
    private final SourceUserReader users;
    private final StrictJson json = new StrictJson();

    SourceUsers(
            SourceCalls calls,
            SourceHttp http,
            SourceProperties properties,
            SourcePageReader pages,
            SourceUserReader users) {
        this.calls = calls;
        this.http = http;
        this.properties = properties;
        this.pages = pages;
        this.users = users;
    }

    /** The first users after this id. */
    SourcePage page(String after, int limit) {
        String path = "/internal/users?after=" + encoded(after) + "&limit=" + limit;
        return calls.make(() -> {
            SourceHttp.Answer answer = http.get(path, properties.pageTimeout());
            if (!answer.isFound()) {
                throw new SourceException("The Auth Service has no list of users: it answered 404");
            }
            return pages.read(answer).checked(after, limit);
        });
    }

    /** This user, or nobody if the Auth Service says that there is none. */
    Optional<SourceUser> find(String id) {
        return calls.make(() -> {
            SourceHttp.Answer answer = http.get("/internal/users/" + encoded(id), properties.userTimeout());
            return answer.isFound() ? Optional.of(read(id, answer)) : Optional.empty();
        });
    }

    /**
     * Makes sure that "not found" means a user and not the address: somebody who is listed must be found.
     *
     * @throws SourceException if nobody is listed, or the one who is cannot be found
     */
    void checkThatListedUsersAreFound() {
        SourceUser listed = page("", 1).users().stream()
                .findFirst()
                .orElseThrow(() -> new SourceException(
                        "The Auth Service lists nobody, so its word on who is missing is not taken"));
        if (find(listed.id()).isEmpty()) {
            throw new SourceException(
                    "The Auth Service does not find %s, whom it lists; its word on who is missing is not taken"
                            .formatted(SourceUserReader.shown(listed.id())));
        }
    }

    private SourceUser read(String id, SourceHttp.Answer answer) {
        try {
            SourceUser user = users.read(json.parse(answer.body()));
            if (user.id().equals(id)) {
                return user;
            }
        } catch (ErrorResponseException e) {
            throw new SourceUnavailableException("The Auth Service's answer is not well-formed");
        }
        throw new SourceException("The Auth Service answered with another user than asked for");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
