package dev.userservice.sync;

import dev.userservice.indexing.IndexQueue;
import dev.userservice.indexing.SearchScore;
import dev.userservice.user.ListedUser;
import dev.userservice.user.ListedUsers;
import dev.userservice.user.Revision;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Applies what the Auth Service has to the cache, and queues whoever differed. */
@Service
class ListedChanges {

    private final ListedUsers users;
    private final IndexQueue queue;
    private final InstantSource clock;

    ListedChanges(ListedUsers users, IndexQueue queue, InstantSource clock) {
        this.users = users;
        this.queue = queue;
        this.clock = clock;
    }

    /** What became of the users of an answer; those who differed are changed. */
    record Applied(int read, List<UserChange.Saved> differed, int stale, List<SourceUser.Invalid> invalid) {

        int changed() {
            return differed.size();
        }

        int unchanged() {
            return read - changed() - stale - invalid.size();
        }
    }

    @Transactional
    Applied apply(Collection<SourceUser> listed) {
        Instant now = clock.instant();
        List<UserChange.Saved> valid = listed.stream()
                .filter(SourceUser.Valid.class::isInstance)
                .map(user -> ((SourceUser.Valid) user).state())
                .toList();
        List<SourceUser.Invalid> invalid = listed.stream()
                .filter(SourceUser.Invalid.class::isInstance)
                .map(SourceUser.Invalid.class::cast)
                .toList();
        ListedUsers.Saved saved =
                users.save(valid.stream().map(user -> listed(user, now)).toList());
        queue.addAll(saved.changed());
        return new Applied(listed.size(), differed(valid, saved), saved.stale(), invalid);
    }

    private static List<UserChange.Saved> differed(List<UserChange.Saved> users, ListedUsers.Saved saved) {
        Set<String> changed = saved.changed().stream().map(Revision::userId).collect(Collectors.toSet());
        return users.stream().filter(user -> changed.contains(user.userId())).toList();
    }

    private static ListedUser listed(UserChange.Saved state, Instant now) {
        return new ListedUser(
                state.profile(),
                state.version(),
                SearchScore.of(state.profile(), now).value());
    }

    /** Deletes whoever has not changed since; returns how many those were. */
    @Transactional
    int delete(Collection<Revision> missing) {
        List<Revision> deleted = users.delete(missing);
        queue.addAll(deleted);
        return deleted.size();
    }
}
