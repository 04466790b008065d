package dev.userservice.indexing;

import dev.userservice.user.IdRange;
import dev.userservice.user.RangeDigest;
import dev.userservice.user.UserRanges;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Proves that cache and index are identical, or finds where they are not: compares digests of everybody, then of
 * sixteen parts of whatever differs, and so on, down to ranges small enough to compare user by user. One difference
 * among a million users is found in about fifty comparisons.
 */
@Component
public class Proof {

    private static final int PARTS = 16;
    private static final int SMALL = 256;
    private static final int PAGE = 2_000;
    private static final int MOST_DIFFERENCES = 1_000;

    private final UserRanges cache;
    private final IndexedUsers index;
    private final IndexComparison comparison;
    private final IndexingProperties properties;

    Proof(UserRanges cache, IndexedUsers index, IndexComparison comparison, IndexingProperties properties) {
        this.cache = cache;
        this.index = index;
        this.comparison = comparison;
        this.properties = properties;
    }

    /** The same of this index, whether it answers searches or not. */
    public Proof of(String name) {
        return new Proof(cache, index.in(name), comparison.in(name), properties);
    }

    /** A range that differs, how many users each side has in it, and who differs. */
    public record Range(IdRange range, long cache, long index, List<Difference> differences) {}

    /** What was found; {@code comparisons} counts ranges compared by digest and ranges compared user by user. */
    public record Findings(long cache, long index, List<Range> ranges, boolean complete, int comparisons) {

        public long differences() {
            return ranges.stream()
                    .mapToLong(range -> range.differences().size())
                    .sum();
        }
    }

    /** Pages next to each other, and whether the index has the same of them. */
    private record Pair(List<UserRanges.Part> pages, UserRanges.Part ours, RangeDigest theirs) {

        boolean differs() {
            return !ours.digest().equals(theirs);
        }

        boolean isSmall() {
            return ours.digest().users() <= SMALL;
        }
    }

    /** By the digests in rows and documents; a document altered by hand may keep its digest, and pass. */
    public Findings byDigest() {
        index.refresh();
        Pair everybody = compared(List.of(cache.pages(properties.proofPage()))).getFirst();
        List<Range> found = new ArrayList<>();
        int comparisons = 1;
        Deque<Pair> differing = new ArrayDeque<>();
        if (everybody.differs()) {
            differing.add(everybody);
        }
        while (!differing.isEmpty() && !isEnough(found)) {
            Pair pair = differing.remove();
            if (pair.isSmall()) {
                comparisons += byContent(pair.ours().range(), SMALL, found).comparisons();
            } else {
                List<Pair> parts = compared(parts(pair));
                comparisons += parts.size();
                parts.stream().filter(Pair::differs).forEach(differing::add);
            }
        }
        boolean complete = differing.isEmpty() && addNameless(found);
        return new Findings(
                everybody.ours().digest().users(), everybody.theirs().users(), found, complete, comparisons);
    }

    private List<List<UserRanges.Part>> parts(Pair pair) {
        List<UserRanges.Part> pages = pair.pages();
        if (pages.size() == 1) {
            return cache.parts(pair.ours().range(), PARTS).stream()
                    .map(List::of)
                    .toList();
        }
        int size = Math.ceilDiv(pages.size(), PARTS);
        return IntStream.range(0, Math.ceilDiv(pages.size(), size))
                .mapToObj(part -> pages.subList(part * size, Math.min((part + 1) * size, pages.size())))
                .toList();
    }

    private List<Pair> compared(List<List<UserRanges.Part>> parts) {
        List<UserRanges.Part> ours = parts.stream().map(UserRanges.Part::whole).toList();
        List<RangeDigest> theirs =
                index.digests(ours.stream().map(UserRanges.Part::range).toList());
        return IntStream.range(0, parts.size())
                .mapToObj(part -> new Pair(parts.get(part), ours.get(part), theirs.get(part)))
                .toList();
    }

    /** By all of the content of everybody. */
    public Findings byContent() {
        index.refresh();
        List<Range> found = new ArrayList<>();
        Compared compared = byContent(IdRange.ALL, PAGE, found);
        boolean complete = compared.complete() && addNameless(found);
        return new Findings(compared.cache(), compared.index(), found, complete, compared.comparisons());
    }

    private record Compared(long cache, long index, int comparisons, boolean complete) {}

    private Compared byContent(IdRange range, int most, List<Range> found) {
        var compared = new Compared(0, 0, 0, false);
        IdRange rest = range;
        while (!compared.complete() && !isEnough(found)) {
            IndexComparison.Page page = comparison.first(rest, most);
            if (!page.differences().isEmpty()) {
                found.add(new Range(page.covered(), page.rows(), page.documents(), page.differences()));
            }
            compared = new Compared(
                    compared.cache() + page.rows(),
                    compared.index() + page.documents(),
                    compared.comparisons() + 1,
                    page.last());
            rest = page.last() ? rest : rest.after(String.valueOf(page.covered().until()));
        }
        return compared;
    }

    // no range holds documents without an id
    private boolean addNameless(List<Range> found) {
        List<Difference> nameless = comparison.nameless(MOST_DIFFERENCES);
        if (!nameless.isEmpty()) {
            found.add(new Range(IdRange.ALL, 0, nameless.size(), nameless));
        }
        return nameless.size() < MOST_DIFFERENCES;
    }

    private static boolean isEnough(List<Range> found) {
        return found.stream().mapToInt(range -> range.differences().size()).sum() >= MOST_DIFFERENCES;
    }
}
