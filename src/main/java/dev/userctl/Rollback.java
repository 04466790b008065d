package dev.userctl;

import picocli.CommandLine.Command;

/** {@code userctl reindex rollback}: lets searches use the old index again. */
@Command(
        name = "rollback",
        description = "Lets searches use the old index again, as long as it is kept. Nothing is lost.",
        mixinStandardHelpOptions = true)
final class Rollback extends Confirmed {

    @Override
    String action() {
        return "rollback";
    }

    @Override
    Question question(Run run) {
        return new Question(run.oldIndex(), "Searches will use %s again.".formatted(run.oldIndex()));
    }
}
