package dev.userservice.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.platform.Problem;
import dev.userservice.indexing.DocumentPresence;
import dev.userservice.indexing.IndexQueue;
import dev.userservice.user.CachedUser;
import dev.userservice.user.Traces;
import dev.userservice.user.Traces.Trace;
import dev.userservice.user.Users;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Tells an admin how far one user has come on the way from the Auth Service to the index, or that nothing is left. */
@RestController
class SyncStateController {

    private final Users users;
    private final IndexQueue queue;
    private final DocumentPresence index;
    private final List<Traces> traces;

    SyncStateController(Users users, IndexQueue queue, DocumentPresence index, List<Traces> traces) {
        this.users = users;
        this.queue = queue;
        this.index = index;
        this.traces = traces;
    }

    /**
     * {@code queued} is absent once the index holds this revision. A deleted user is {@code erased} when every place
     * that keeps something of users has answered that nothing of this one is left.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SyncState(
            String userId,
            long revision,
            Instant lastSyncAt,
            boolean visible,
            IndexQueue.@Nullable Entry queued,
            DocumentPresence.Presence indexed,
            @Nullable Instant deletedAt,
            @Nullable Boolean erased,
            @Nullable Map<String, Trace> traces) {}

    @SecurityRequirement(name = "token")
    @Operation(summary = "Where one user is, and for a deleted one the proof that nothing is left")
    @ApiResponse(responseCode = "200", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", description = "No user with this id is known")
    @GetMapping("/sync/users/{id}")
    SyncState state(@PathVariable String id) {
        // in this order, or a change in between would look as if it were indexed already
        List<CachedUser> known = users.load(List.of(id));
        IndexQueue.Entry queued = queue.find(id).orElse(null);
        return known.stream()
                .findFirst()
                .map(user -> switch (user) {
                    case CachedUser.Live live -> state(live, queued);
                    case CachedUser.Tombstone gone -> state(gone, queued);
                })
                .orElseThrow(() -> Problem.of(HttpStatus.NOT_FOUND, "unknown_user", "No user with this id is known"));
    }

    private SyncState state(CachedUser.Live live, IndexQueue.@Nullable Entry queued) {
        return new SyncState(
                live.id(),
                live.revision(),
                live.lastSyncAt(),
                live.profile().visible(),
                queued,
                index.presence(live.id()),
                null,
                null,
                null);
    }

    private SyncState state(CachedUser.Tombstone gone, IndexQueue.@Nullable Entry queued) {
        Map<String, Trace> found = new TreeMap<>();
        traces.forEach(place -> found.put(place.place(), place.of(gone.id())));
        return new SyncState(
                gone.id(),
                gone.revision(),
                gone.lastSyncAt(),
                false,
                queued,
                index.presence(gone.id()),
                gone.deletedAt(),
                found.values().stream().allMatch(trace -> trace == Trace.ABSENT),
                found);
    }
}
