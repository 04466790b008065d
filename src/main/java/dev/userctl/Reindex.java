package dev.userctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code userctl reindex}: what is asked and told without a second thought. What needs one has a class of its own. */
@Command(
        name = "reindex",
        description = "Gives the users a new index after a change of the mapping file.",
        subcommands = {Start.class, Switch.class, Rollback.class, Cancel.class},
        mixinStandardHelpOptions = true)
final class Reindex {

    static final int CHANGE = 2;

    @Spec
    private @Nullable CommandSpec spec;

    @Command(
            description = "Shows what the mapping file would change.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:nothing to do", "1:an error", "2:something to do"},
            mixinStandardHelpOptions = true)
    int plan(
            @Mixin Connection connection,
            @Option(names = "--json", description = "as the service says it") boolean json) {
        JsonNode plan = connection.service().plan();
        if (json) {
            screen().say(plan.toPrettyString());
        } else {
            PlanText.of(plan).forEach(screen()::say);
        }
        return plan.path("change").asText().equals("none") ? UserCtl.OK : CHANGE;
    }

    @Command(
            description = "Shows the progress of a rebuild until it needs somebody, or nobody any more.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {
                "0:searches use the new index",
                "1:it failed or was cancelled, or the service is gone",
                "3:it is ready and waits for somebody to switch"
            },
            mixinStandardHelpOptions = true)
    int watch(@Mixin Connection connection, @Mixin WhichRun which) {
        Service service = connection.service();
        return new Watch(service, screen(), Watch.Pace.USUAL)
                .untilItRests(which.find(service).id());
    }

    @Command(description = "Shows how a rebuild stands.", mixinStandardHelpOptions = true)
    int status(
            @Mixin Connection connection,
            @Mixin WhichRun which,
            @Option(names = "--json", description = "as the service says it") boolean json) {
        Run run = which.find(connection.service());
        screen().say(json ? run.json().toPrettyString() : RunText.of(run));
        return UserCtl.OK;
    }

    @Command(description = "Lists the latest rebuilds.", mixinStandardHelpOptions = true)
    int list(@Mixin Connection connection) {
        connection.service().runs().forEach(run -> screen().say(RunText.row(new Run(run))));
        return UserCtl.OK;
    }

    @Command(description = "Shows how the new index compares with the old one.", mixinStandardHelpOptions = true)
    int report(
            @Mixin Connection connection,
            @Mixin WhichRun which,
            @Option(names = "--json", description = "as the service says it") boolean json) {
        Service service = connection.service();
        JsonNode report = service.report(which.find(service).id());
        screen().say(
                        json || !report.has("summary")
                                ? report.toPrettyString()
                                : report.path("summary").asText());
        return UserCtl.OK;
    }

    @Command(description = "Lets a rebuild rest; changes of users go on.", mixinStandardHelpOptions = true)
    int pause(@Mixin Connection connection, @Mixin WhichRun which) {
        return act(connection, which, "pause", JsonNodeFactory.instance.objectNode());
    }

    @Command(description = "Lets a rebuild go on.", mixinStandardHelpOptions = true)
    int resume(@Mixin Connection connection, @Mixin WhichRun which) {
        return act(connection, which, "resume", JsonNodeFactory.instance.objectNode());
    }

    @Command(description = "Limits the speed of a rebuild.", mixinStandardHelpOptions = true)
    int throttle(
            @Mixin Connection connection,
            @Parameters(index = "0", paramLabel = "RATE", description = "documents a second, or \"off\"") String rate,
            @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "else the latest") @Nullable
                    Long id) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (rate.equals("off")) {
            body.putNull("maxDocumentsPerSecond");
        } else if (rate.matches("[1-9][0-9]{0,8}")) {
            body.put("maxDocumentsPerSecond", Integer.parseInt(rate));
        } else {
            throw ServiceException.usage("RATE must be a number of documents a second, or \"off\"");
        }
        return act(connection, WhichRun.of(id), "throttle", body);
    }

    private int act(Connection connection, WhichRun which, String action, JsonNode body) {
        Service service = connection.service();
        Run run = new Run(service.act(which.find(service).id(), action, body));
        screen().say(RunText.of(run));
        return UserCtl.OK;
    }

    private Screen screen() {
        return Screen.of(Objects.requireNonNull(spec).commandLine().getOut());
    }
}
