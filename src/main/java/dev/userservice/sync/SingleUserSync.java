package dev.userservice.sync;

import dev.userservice.sync.SyncUserController.Outcome;
import dev.userservice.user.ListedUsers;
import dev.userservice.user.Revision;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Asks the Auth Service for one user and makes the cache agree. */
@Service
class SingleUserSync {

    private final SourceUsers source;
    private final ListedUsers users;
    private final ListedChanges changes;

    SingleUserSync(SourceUsers source, ListedUsers users, ListedChanges changes) {
        this.source = source;
        this.users = users;
        this.changes = changes;
    }

    /** Throws a {@link SourceException} and changes nothing if the answer is not clear. */
    Outcome sync(String id) {
        // looked up first, so that somebody created meanwhile is not deleted on the word of an older answer
        Optional<Revision> known = users.findLive(id);
        Optional<SourceUser> found = source.find(id);
        if (found.isPresent()) {
            return apply(found.get());
        }
        return known.isPresent() ? delete(known.get()) : Outcome.NOT_FOUND;
    }

    private Outcome apply(SourceUser user) {
        if (user instanceof SourceUser.Invalid(var _, var fields)) {
            throw new SourceException(
                    "The Auth Service has this user with unusable fields: " + String.join(", ", fields));
        }
        ListedChanges.Applied applied = changes.apply(List.of(user));
        if (applied.changed() > 0) {
            return Outcome.APPLIED;
        }
        return applied.stale() > 0 ? Outcome.STALE : Outcome.UNCHANGED;
    }

    private Outcome delete(Revision known) {
        source.checkThatListedUsersAreFound();
        return changes.delete(List.of(known)) > 0 ? Outcome.DELETED : Outcome.STALE;
    }
}
