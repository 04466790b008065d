package dev.userctl;

import picocli.CommandLine.Command;

/** {@code userctl reindex cancel}: ends a rebuild before searches use it. */
@Command(
        name = "cancel",
        description = "Ends a rebuild and deletes its new index. Searches notice nothing.",
        mixinStandardHelpOptions = true)
final class Cancel extends Confirmed {

    @Override
    String action() {
        return "cancel";
    }

    @Override
    Question question(Run run) {
        return new Question(run.newIndex(), "%s will be deleted.".formatted(run.newIndex()));
    }
}
