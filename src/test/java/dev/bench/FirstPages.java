package dev.bench;

import dev.bench.Question.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What one way to search answers to questions asked one after another: how long each kind takes, and how often whoever
 * was asked for is on the first page.
 */
final class FirstPages {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(6);
    private static final int MOST_QUESTIONS = 400;

    private final Map<Kind, Tally> byKind = new EnumMap<>(Kind.class);

    private FirstPages() {}

    /** Whom the first page of a search shows. */
    @FunctionalInterface
    interface Search {
        List<String> ids(Question question) throws Exception;
    }

    private static final class Tally {

        private int asked;
        private int wanted;
        private int found;
        private long nanos;
    }

    /** Asks until there is enough, or it has taken too long. */
    static FirstPages of(Search search, Map<Question, String> wanted) throws Exception {
        FirstPages pages = new FirstPages();
        long started = System.nanoTime();
        int asked = 0;
        for (Map.Entry<Question, String> entry : wanted.entrySet()) {
            if (asked++ == MOST_QUESTIONS || System.nanoTime() - started > LONGEST_NANOS) {
                break;
            }
            pages.ask(search, entry.getKey(), entry.getValue());
        }
        return pages;
    }

    private void ask(Search search, Question question, String wanted) throws Exception {
        Tally tally = byKind.computeIfAbsent(question.kind(), _ -> new Tally());
        long started = System.nanoTime();
        List<String> ids = search.ids(question);
        tally.nanos += System.nanoTime() - started;
        tally.asked++;
        if (!wanted.isEmpty() && question.kind() != Kind.NOBODY) {
            tally.wanted++;
            tally.found += ids.contains(wanted) ? 1 : 0;
        }
    }

    /** The kinds that were asked. */
    List<Kind> kinds() {
        return List.copyOf(byKind.keySet());
    }

    double millis(Kind kind) {
        Tally tally = byKind.get(kind);
        return tally == null ? Double.NaN : tally.nanos / 1e6 / tally.asked;
    }

    String share(Kind kind) {
        Tally tally = byKind.get(kind);
        return tally == null || tally.wanted == 0 ? "-" : "%d %%".formatted(100 * tally.found / tally.wanted);
    }
}
