package dev.userctl;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code userctl reindex start}: begins a rebuild and watches it. */
@Command(
        name = "start",
        description = "Begins a rebuild and shows its progress.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:searches use the new index, or there was nothing to do",
            "1:it failed, was refused or was cancelled",
            "3:it is ready and waits for somebody to switch"
        },
        mixinStandardHelpOptions = true)
final class Start implements Callable<Integer> {

    private static final int ATTEMPTS = 3;

    @Mixin
    private final Connection connection = new Connection();

    @Option(names = "--batch-size", paramLabel = "N", description = "documents in one request to Elasticsearch")
    private @Nullable Integer batchSize;

    @Option(names = "--max-documents-per-second", paramLabel = "N", description = "no faster than that")
    private @Nullable Integer maxDocumentsPerSecond;

    @Option(names = "--pause-before-switch", description = "wait for somebody before searches use the new index")
    private boolean pauseBeforeSwitch;

    @Option(
            names = "--keep-old",
            paramLabel = "DURATION",
            description = "how long the old index is kept for a rollback, such as PT336H")
    private @Nullable String keepOld;

    @Option(names = "--force", description = "although the plan says that there is nothing to do")
    private boolean force;

    @Option(names = "--detach", description = "do not watch it")
    private boolean detach;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        Service service = connection.service();
        Screen screen = Screen.of(Objects.requireNonNull(spec).commandLine().getOut());
        try {
            Run run = begin(service, UUID.randomUUID().toString(), 1);
            screen.say("Run %d builds %s; ending this command does not end it".formatted(run.id(), run.newIndex()));
            return detach ? UserCtl.OK : new Watch(service, screen, Watch.Pace.USUAL).untilItRests(run.id());
        } catch (ServiceException e) {
            if (!e.is("nothing_to_do")) {
                throw e;
            }
            screen.say(String.valueOf(e.getMessage()));
            return UserCtl.OK;
        }
    }

    // the key makes a second attempt find what the first began
    private Run begin(Service service, String key, int attempt) {
        try {
            return new Run(service.start(options(), key));
        } catch (ServiceException e) {
            if (e.is("unreachable") && attempt < ATTEMPTS) {
                return begin(service, key, attempt + 1);
            }
            throw e;
        }
    }

    private ObjectNode options() {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        options.put("pauseBeforeSwitch", pauseBeforeSwitch).put("force", force);
        if (batchSize != null) {
            options.put("batchSize", batchSize);
        }
        if (maxDocumentsPerSecond != null) {
            options.put("maxDocumentsPerSecond", maxDocumentsPerSecond);
        }
        if (keepOld != null) {
            options.put("keepOld", keepOld);
        }
        return options;
    }
}
