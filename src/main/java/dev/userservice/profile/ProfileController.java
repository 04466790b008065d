package dev.userservice.profile;

import dev.platform.Problem;
import dev.userservice.analytics.ProfileViews;
import dev.userservice.user.CachedUser;
import dev.userservice.user.PublicUser;
import dev.userservice.user.Users;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows one user to the public. Absent, deleted and hidden users, and those of another role, cannot be told apart. */
@RestController
@ApiResponse(responseCode = "200", useReturnTypeSchema = true)
@ApiResponse(responseCode = "404", description = "There is no such user, not of this role, or not for the public")
class ProfileController {

    private static final CacheControl SHORTLY =
            CacheControl.maxAge(Duration.ofSeconds(30)).cachePublic();

    private final Users users;
    private final ProfileViews views;

    ProfileController(Users users, ProfileViews views) {
        this.users = users;
        this.views = views;
    }

    @GetMapping("/public/users/{idOrUsername}")
    ResponseEntity<PublicUser> user(@PathVariable String idOrUsername) {
        return profile(users.findVisible(idOrUsername));
    }

    @GetMapping("/public/influencers/{idOrUsername}")
    ResponseEntity<PublicUser> influencer(@PathVariable String idOrUsername) {
        return profile(find(idOrUsername, "INFLUENCER"));
    }

    @GetMapping("/public/brands/{idOrUsername}")
    ResponseEntity<PublicUser> brand(@PathVariable String idOrUsername) {
        return profile(find(idOrUsername, "BRAND"));
    }

    @GetMapping("/public/crew/{idOrUsername}")
    ResponseEntity<PublicUser> crew(@PathVariable String idOrUsername) {
        return profile(find(idOrUsername, "CREW"));
    }

    private Optional<CachedUser.Live> find(String idOrUsername, String role) {
        return users.findVisible(idOrUsername)
                .filter(user -> user.profile().roles().contains(role));
    }

    private ResponseEntity<PublicUser> profile(Optional<CachedUser.Live> found) {
        CachedUser.Live user =
                found.orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown_user", "There is no such user"));
        views.add(user.id());
        return ResponseEntity.ok()
                .cacheControl(SHORTLY)
                .eTag(Long.toString(user.revision()))
                .body(PublicUser.of(user.profile()));
    }
}
