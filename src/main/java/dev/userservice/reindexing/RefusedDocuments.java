package dev.userservice.reindexing;

import dev.userservice.indexing.WriteTargets;
import dev.userservice.user.Users;
import java.util.List;
import org.springframework.stereotype.Component;

/** Documents that a new index refused: one that the old index takes is too many. */
@Component
class RefusedDocuments {

    private static final int MOST = 1000;

    private final WriteTargets targets;
    private final Users users;
    private final Pages pages;
    private final BatchSender sender;

    RefusedDocuments(WriteTargets targets, Users users, Pages pages, BatchSender sender) {
        this.targets = targets;
        this.users = users;
        this.pages = pages;
        this.sender = sender;
    }

    /**
     * Sends them once more, for their users may have changed meanwhile.
     *
     * @throws RunFailedException if any are refused still that the serving index takes
     */
    void tryAgain(String index) {
        List<String> ids = targets.firstRefusals(index, MOST).stream()
                .map(WriteTargets.Refusal::userId)
                .toList();
        if (ids.isEmpty()) {
            return;
        }
        targets.forgetRefusals(index);
        Pages.Page page = pages.of(users.load(ids), "");
        sender.send(index, page);
        pages.giveBack(page);
        long left = targets.refusals(index);
        if (left > 0) {
            throw new RunFailedException("%s refuses %,d documents that the old index takes".formatted(index, left));
        }
    }
}
