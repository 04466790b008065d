package dev.userservice.indexing;

import dev.userservice.user.CachedUser;
import dev.userservice.user.IdRange;
import dev.userservice.user.UserRanges;
import dev.userservice.user.Users;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Compares rows with documents, all of their content and not only digests: somebody who alters a document leaves its
 * digest as it was. What is on its way through the queue is no difference.
 */
@Component
public class IndexComparison {

    /** How many documents beyond the number of rows are read at once. */
    private static final int MORE = 100;

    private final UserRanges ranges;
    private final Users users;
    private final IndexQueue queue;
    private final IndexedUsers index;
    private final UserDocuments documents;

    IndexComparison(UserRanges ranges, Users users, IndexQueue queue, IndexedUsers index, UserDocuments documents) {
        this.ranges = ranges;
        this.users = users;
        this.queue = queue;
        this.index = index;
        this.documents = documents;
    }

    /** The same with this index, whether it answers searches or not. */
    public IndexComparison in(String name) {
        return new IndexComparison(ranges, users, queue, index.in(name), documents);
    }

    /** What was compared: from the start of the range asked for to here, so many rows and documents. */
    public record Page(IdRange covered, boolean last, int rows, int documents, List<Difference> differences) {}

    /** Compares the beginning of a range, as much of it as holds at most so many rows and hardly more documents. */
    public Page first(IdRange range, int most) {
        List<CachedUser.Live> rows = ranges.first(range, most);
        // a range that ends where the rows do costs Elasticsearch least
        IdRange asked = rows.size() < most ? range : range.until(rows.getLast().id());
        List<IndexedUser> found = index.first(asked, most + MORE);
        IdRange covered =
                found.size() < most + MORE ? asked : asked.until(found.getLast().key());
        List<CachedUser.Live> ours =
                rows.stream().filter(row -> covered.contains(row.id())).toList();
        boolean last = covered.equals(range);
        return new Page(covered, last, ours.size(), found.size(), verified(suspects(ours, found)));
    }

    private Set<String> suspects(List<CachedUser.Live> rows, List<IndexedUser> found) {
        Map<String, IndexedUser> unmatched = new HashMap<>();
        found.forEach(document -> unmatched.put(document.id(), document));
        Set<String> suspects = new TreeSet<>();
        for (CachedUser.Live row : rows) {
            IndexedUser document = unmatched.remove(row.id());
            if (document == null || !documents.matches(row, document)) {
                suspects.add(row.id());
            }
        }
        suspects.addAll(unmatched.keySet());
        return suspects;
    }

    /** Lets the next comparisons see what was written up to now. */
    public void refresh() {
        index.refresh();
    }

    /** Those of these users whose changes are on their way. */
    public Set<String> waiting(Collection<String> ids) {
        return queue.waiting(ids);
    }

    /** Those of these differences that are still there. */
    public List<Difference> still(List<Difference> differences) {
        return verified(differences.stream().map(Difference::userId).toList());
    }

    /** Documents that no range holds, because they claim no id. */
    public List<Difference> nameless(int most) {
        return verified(index.nameless(most).stream().map(IndexedUser::id).toList());
    }

    /**
     * Those of these users who differ for certain. Read in this order: a row that does not wait was written, so the
     * document read afterwards shows it, unless the row changed meanwhile.
     */
    public List<Difference> verified(Collection<String> suspects) {
        if (suspects.isEmpty()) {
            return List.of();
        }
        Map<String, CachedUser> rows = rows(suspects);
        Set<String> waiting = queue.waiting(suspects);
        Map<String, IndexedUser> found = index.documents(suspects);
        List<Difference> differences = new ArrayList<>();
        for (String id : suspects) {
            if (!waiting.contains(id)) {
                difference(id, rows.get(id), found.get(id)).ifPresent(differences::add);
            }
        }
        return unchanged(differences);
    }

    private List<Difference> unchanged(List<Difference> differences) {
        Map<String, CachedUser> now =
                rows(differences.stream().map(Difference::userId).toList());
        return differences.stream()
                .filter(difference -> revision(now.get(difference.userId()))
                        == difference.seen().revision())
                .toList();
    }

    private Map<String, CachedUser> rows(Collection<String> ids) {
        return users.load(ids).stream().collect(Collectors.toMap(CachedUser::id, Function.identity()));
    }

    private Optional<Difference> difference(String id, @Nullable CachedUser row, @Nullable IndexedUser document) {
        var seen = new Difference.Seen(revision(row), document == null ? 0 : document.version());
        return kind(row, document).map(kind -> new Difference(id, kind, seen));
    }

    private Optional<Difference.Kind> kind(@Nullable CachedUser row, @Nullable IndexedUser document) {
        return switch (row) {
            case null -> document == null ? Optional.empty() : Optional.of(Difference.Kind.ORPHANED);
            case CachedUser.Tombstone _ -> document == null ? Optional.empty() : Optional.of(Difference.Kind.REVIVED);
            case CachedUser.Live live -> kind(live, document);
        };
    }

    private Optional<Difference.Kind> kind(CachedUser.Live row, @Nullable IndexedUser document) {
        if (document == null) {
            return Optional.of(Difference.Kind.MISSING);
        }
        if (documents.matches(row, document)) {
            return Optional.empty();
        }
        return Optional.of(document.version() < row.revision() ? Difference.Kind.STALE : Difference.Kind.ALTERED);
    }

    private static long revision(@Nullable CachedUser row) {
        return row == null ? 0 : row.revision();
    }
}
