package dev.userservice.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.userservice.indexing.IndexQueue;
import dev.userservice.user.CachedUser;
import dev.userservice.user.Users;
import dev.userservice.web.Problem;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells an admin how far one user has come on the way from the Auth Service to the index. */
@RestController
class SyncStateController {

    private final Users users;
    private final IndexQueue queue;

    SyncStateController(Users users, IndexQueue queue) {
        this.users = users;
        this.queue = queue;
    }

    /** {@code queued} is absent once the index holds this revision. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SyncState(
            String userId,
            long revision,
            Instant lastSyncAt,
            boolean visible,
            @Nullable Instant deletedAt,
            IndexQueue.@Nullable Entry queued) {}

    @SecurityRequirement(name = "token")
    @GetMapping("/sync/users/{id}")
    SyncState state(@PathVariable String id) {
        // in this order, or a change in between would look as if it were indexed already
        List<CachedUser> known = users.load(List.of(id));
        IndexQueue.Entry queued = queue.find(id).orElse(null);
        return known.stream()
                .findFirst()
                .map(user -> switch (user) {
                    case CachedUser.Live live ->
                        new SyncState(
                                id,
                                live.revision(),
                                live.lastSyncAt(),
                                live.profile().visible(),
                                null,
                                queued);
                    case CachedUser.Tombstone gone ->
                        new SyncState(id, gone.revision(), gone.lastSyncAt(), false, gone.deletedAt(), queued);
                })
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown_user", "No user with this id is known"));
    }
}
