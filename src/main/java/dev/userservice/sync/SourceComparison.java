package dev.userservice.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.userservice.user.IdRange;
import dev.userservice.user.UserRanges;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Compares the cache with the Auth Service where that can be asked, and takes over what differs. Whom it no longer
 * lists is told and not deleted: that takes a full read, which looks each of them up and stops at a cap.
 */
@Component
class SourceComparison {

    private static final int PAGE = 1_000;

    private static final Logger log = LoggerFactory.getLogger(SourceComparison.class);

    private final SourceUsers source;
    private final UserRanges cache;
    private final ListedChanges changes;
    private final InstantSource clock;
    private final DriftProperties properties;
    private final LostWebhooks lost;
    private volatile Result last = new Result("not_asked", null, null, 0);
    private volatile Instant leftAloneUntil = Instant.EPOCH;

    SourceComparison(
            SourceUsers source,
            UserRanges cache,
            ListedChanges changes,
            InstantSource clock,
            DriftProperties properties,
            LostWebhooks lost) {
        this.source = source;
        this.cache = cache;
        this.changes = changes;
        this.clock = clock;
        this.properties = properties;
        this.lost = lost;
    }

    /** How the last comparison by this instance ended; {@code missing} users of its range are not listed any more. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            String state, @Nullable Instant at, @Nullable String reason, int missing) {}

    Result last() {
        return last;
    }

    /** Compares a range, unless the Auth Service was of no use just now. */
    void compare(IdRange range) {
        Instant now = clock.instant();
        if (now.isBefore(leftAloneUntil)) {
            return;
        }
        try {
            last = new Result("compared", now, null, compared(range));
        } catch (SourceException e) {
            log.info("The cache is not compared with the Auth Service: {}", e.reason());
            last = new Result("unavailable", now, e.reason(), 0);
            leftAloneUntil = now.plus(properties.sourceRest());
        }
    }

    private int compared(IdRange range) {
        // looked up first, so that nobody who comes meanwhile seems to be missing there
        Set<String> known = Set.copyOf(cache.ids(range));
        Set<String> unlisted = new HashSet<>(known);
        IdRange rest = range;
        SourcePage page;
        do {
            page = source.page(rest.after(), PAGE);
            List<SourceUser> listed = within(range, page);
            listed.forEach(user -> unlisted.remove(user.id()));
            lost.count(changes.apply(listed).differed(), known);
            rest = page.nextAfter() == null ? rest : rest.after(page.nextAfter());
        } while (page.nextAfter() != null && range.contains(page.nextAfter()));
        return unlisted.size();
    }

    private static List<SourceUser> within(IdRange range, SourcePage page) {
        List<SourceUser> users = new ArrayList<>(page.users());
        users.removeIf(user -> !range.contains(user.id()));
        return users;
    }
}
