package dev.userservice.indexing;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs searches as those of callers are run, but on an index of choice and out of the way of whoever waits for one. */
public interface TrialSearches {

    /**
     * A search: whom it is for, its text, the values of its filters. Whoever may not read text and values is shown the
     * {@code pseudonym}, which tells searches apart.
     */
    record Search(String type, String text, Map<String, List<String>> filters, String pseudonym) {

        /** A search for anybody by a text alone, made up by ourselves. */
        public static Search forAnybody(String text) {
            return new Search("users", text, Map.of(), "");
        }
    }

    /**
     * Whom a search found, best first, and how many there are in all; {@code guessed} if that took allowing for typing
     * errors, {@code refused} with a reason if the index cannot be searched like this at all.
     */
    record Outcome(
            List<String> ids,
            long total,
            boolean guessed,
            Duration took,
            @Nullable String refused) {

        /** The place of this user, from 1; 0 if not found. */
        public int rank(String userId) {
            return ids.indexOf(userId) + 1;
        }
    }

    /** The latest searches people made, each once. */
    List<Search> latest(int most);

    /** Makes a search on this index, for at most so many hits, with all the attempts a caller gets. */
    Outcome run(Search search, String index, int most);

    /** What was searched for, by pseudonym, where so many people did that it tells of none of them. */
    Map<String, String> popular(Collection<String> pseudonyms);
}
