package dev.userservice.favorites;

import dev.userservice.user.CachedUser;
import dev.userservice.user.PublicUser;
import dev.userservice.user.Users;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Shows people as they are now, straight from the cache. */
@Component
class People {

    private final Users users;

    People(Users users) {
        this.users = users;
    }

    /** Those whom the public may see, by id. */
    Map<String, PublicUser> visible(Collection<String> ids) {
        return users.load(ids).stream()
                .flatMap(People::shown)
                .collect(Collectors.toMap(PublicUser::id, Function.identity()));
    }

    private static Stream<PublicUser> shown(CachedUser user) {
        return user instanceof CachedUser.Live live && live.profile().visible()
                ? Stream.of(PublicUser.of(live.profile()))
                : Stream.of();
    }
}
