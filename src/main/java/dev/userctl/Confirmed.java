package dev.userctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that changes what searches find, or deletes: a person types the name of the index first. */
abstract class Confirmed implements Callable<Integer> {

    @Mixin
    private final Connection connection = new Connection();

    @Mixin
    private final WhichRun which = new WhichRun();

    @Option(names = "--yes", description = "do not ask, for scripts")
    private boolean yes;

    @Spec
    private @Nullable CommandSpec spec;

    /** The last part of the route. */
    abstract String action();

    /** The index whose name has to be typed, and what happens to it. */
    abstract Question question(Run run);

    /** What to say before asking. */
    void warn(Service service, Run run, Screen screen) {}

    /** What goes with the request; the name of the index if somebody typed it. */
    JsonNode body(@Nullable String typed) {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Does it. */
    Run act(Service service, Run run, JsonNode body) {
        return new Run(service.act(run.id(), action(), body));
    }

    /** An index, and what is about to happen. */
    record Question(String index, String text) {}

    @Override
    public Integer call() {
        Service service = connection.service();
        Screen screen = Screen.of(Objects.requireNonNull(spec).commandLine().getOut());
        Run run = which.find(service);
        warn(service, run, screen);
        Question question = question(run);
        if (!yes && !screen.ask(question.text(), question.index())) {
            screen.say("Nothing is done.");
            return UserCtl.FAILED;
        }
        Run after = act(service, run, body(yes ? null : question.index()));
        screen.say(RunText.of(after));
        return UserCtl.OK;
    }
}
