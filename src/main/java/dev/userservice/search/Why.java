package dev.userservice.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.userservice.indexing.IndexQueue;
import dev.userservice.user.CachedUser;
import dev.userservice.user.UserProfile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Follows a user through a search, step by step, to the first step that leaves the user out. */
@Service
class Why {

    private final IndexQueue queue;
    private final Inquiry inquiry;
    private final Ranking ranking;

    Why(IndexQueue queue, Inquiry inquiry, Ranking ranking) {
        this.queue = queue;
        this.inquiry = inquiry;
        this.ranking = ranking;
    }

    /** The first reason that applies, in this order; {@code RANKED} is being found. */
    private enum Verdict {
        NOT_SYNCED,
        DELETED,
        NOT_ACTIVE,
        OTHER_ROLE,
        QUARANTINED,
        QUEUED,
        NOT_INDEXED,
        EXCLUDED_BY_FILTER,
        NO_WORD_MATCHES,
        RANKED
    }

    /** A word of the query, what it is looked for as, and whether the user has it. */
    record Word(String word, List<String> tokens, boolean found) {

        Word guessed() {
            return new Word(word, tokens, true);
        }
    }

    /** {@code rank} counts from 1, in the order asked for; all but the verdict and its detail are there only if they apply. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String userId,
            String verdict,
            String detail,
            @Nullable List<String> excludedBy,
            @Nullable List<Word> words,
            @Nullable Long rank,
            @Nullable Explanation explanation) {

        static Answer notSynced(String user) {
            return of(user, Verdict.NOT_SYNCED, "The Auth Service has not told us of this user");
        }

        private static Answer of(String user, Verdict verdict, String detail) {
            return new Answer(user, word(verdict), detail, null, null, null, null);
        }

        private static String word(Verdict verdict) {
            return verdict.name().toLowerCase(Locale.ROOT);
        }
    }

    Answer found(CachedUser user, SearchQuery query) {
        return switch (user) {
            case CachedUser.Tombstone gone ->
                Answer.of(gone.id(), Verdict.DELETED, "The user was deleted at " + gone.deletedAt());
            case CachedUser.Live live ->
                hidden(live.profile(), query.kind())
                        .or(() -> behind(live.id()))
                        .orElseGet(() -> searched(live.id(), query));
        };
    }

    private static Optional<Answer> hidden(UserProfile user, SearchKind kind) {
        if (!user.visible()) {
            return Optional.of(Answer.of(
                    user.id(),
                    Verdict.NOT_ACTIVE,
                    "Only active accounts are shown; status is %s and isActive is %s"
                            .formatted(user.status(), user.isActive())));
        }
        return kind.role() == null || user.roles().contains(kind.role())
                ? Optional.empty()
                : Optional.of(
                        Answer.of(user.id(), Verdict.OTHER_ROLE, "The user does not have the role " + kind.role()));
    }

    private Optional<Answer> behind(String id) {
        return queue.find(id)
                .map(entry -> entry.quarantined() != null
                        ? Answer.of(id, Verdict.QUARANTINED, "The index refuses the user: " + entry.quarantined())
                        : Answer.of(id, Verdict.QUEUED, "The index is behind since " + entry.queuedAt()));
    }

    private Answer searched(String id, SearchQuery query) {
        Optional<Inquiry.Findings> findings = inquiry.about(id, query);
        if (findings.isEmpty()) {
            return Answer.of(id, Verdict.NOT_INDEXED, "The index does not have the user, though nothing waits for it");
        }
        List<String> excludedBy = findings.get().excludedBy();
        List<Word> words = findings.get().words();
        if (!excludedBy.isEmpty()) {
            String detail = "Does not pass " + String.join(", ", excludedBy);
            return new Answer(id, Answer.word(Verdict.EXCLUDED_BY_FILTER), detail, excludedBy, words, null, null);
        }
        return ranking.of(id, query)
                .map(place -> new Answer(
                        id,
                        Answer.word(Verdict.RANKED),
                        "Ranked %d in the order %s"
                                .formatted(place.rank(), query.order().parameter()),
                        null,
                        place.attempt() == Attempt.EXACT
                                ? words
                                : findings.get().guesses(),
                        place.rank(),
                        place.explanation()))
                .orElseGet(() ->
                        new Answer(id, Answer.word(Verdict.NO_WORD_MATCHES), missing(words), null, words, null, null));
    }

    private static String missing(List<Word> words) {
        if (words.isEmpty()) {
            return "There is no word to look for";
        }
        String missing = words.stream()
                .filter(word -> !word.found())
                .map(word -> '"' + word.word() + '"')
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? "The words are in the profile, but in no way in which all of them would match"
                : "Nowhere in the profile: " + missing;
    }
}
