package dev.userservice.indexing;

import java.util.List;
import java.util.Optional;

/**
 * What became of so many users in a bulk write to every target; the first target is the one that serves searches. Whoever
 * is in no answer is written, or has no row any more, so that nothing is left to write.
 */
record BulkOutcomes(List<WriteTargets.Target> targets, List<DocumentWriter.Answer> answers, int users) {

    /** Whether the user has to be written again to any index, whatever the others say. */
    boolean isPostponed(String userId) {
        return answers.stream().anyMatch(answer -> answer.postponed().containsKey(userId));
    }

    /** Why the serving index refuses the document of this user, if it does. */
    Optional<String> refusal(String userId) {
        return answers.stream().findFirst().map(serving -> serving.refusals().get(userId));
    }

    /** Whether the serving index took something, or had nothing to take. */
    boolean isServed() {
        return users == 0 || answers.getFirst().postponed().size() < users;
    }

    /** Why the serving index took nothing. */
    String trouble() {
        return answers.getFirst().trouble().orElseThrow();
    }
}
