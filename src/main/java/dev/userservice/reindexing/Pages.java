package dev.userservice.reindexing;

import dev.userservice.indexing.DocumentBatch;
import dev.userservice.indexing.DocumentWriter;
import dev.userservice.user.CachedUser;
import dev.userservice.user.IdRange;
import dev.userservice.user.UserRanges;
import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.stereotype.Component;

/** Reads users page by page in the order of their ids, as documents ready to be sent. */
@Component
class Pages {

    private final UserRanges users;
    private final DocumentWriter documents;
    private final BlockingQueue<DocumentBatch> spare = new LinkedBlockingQueue<>();

    Pages(UserRanges users, DocumentWriter documents) {
        this.users = users;
        this.documents = documents;
    }

    /** Documents to send, and who the last of them is about. */
    record Page(DocumentBatch documents, String last) {

        boolean isEmpty() {
            return documents.size() == 0;
        }
    }

    /** The next users after this one; give it back when it is no longer needed. */
    Page after(String id, int most) {
        return of(users.first(IdRange.ALL.after(id), most), id);
    }

    /** These users. */
    Page of(Collection<? extends CachedUser> all, String after) {
        DocumentBatch given = spare.poll();
        DocumentBatch batch = given == null ? documents.batch() : given;
        String last = after;
        for (CachedUser user : all) {
            batch.add(user);
            last = user.id();
        }
        return new Page(batch, last);
    }

    /** Lets its buffer be used again. */
    void giveBack(Page page) {
        page.documents().clear();
        spare.add(page.documents());
    }

    /** Frees the buffers, when no index is being filled any more. */
    void forget() {
        spare.clear();
    }
}
