package dev.userservice.insights;

import dev.platform.Problem;
import dev.userservice.user.CachedUser;
import dev.userservice.user.Users;
import dev.userservice.web.Caller;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Lets users see what is theirs, and admins what is anybody's. */
@Component
class Owner {

    private final Users users;

    Owner(Users users) {
        this.users = users;
    }

    /**
     * The user of this id, for the caller on this thread. Others are refused before anybody is looked up, so that nothing
     * about the answer tells whether there is such a user.
     */
    CachedUser.Live user(String id) {
        Caller caller = Caller.current();
        if (!caller.isAdmin() && !id.equals(caller.userId())) {
            throw Problem.of(HttpStatus.FORBIDDEN, "forbidden", "Only the user and admins may see this");
        }
        return users.load(List.of(id)).stream()
                .filter(CachedUser.Live.class::isInstance)
                .map(CachedUser.Live.class::cast)
                .findFirst()
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "not_found", "There is no such user"));
    }
}
