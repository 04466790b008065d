package dev.userctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code userctl reindex switch}: lets searches use the new index. */
@Command(
        name = "switch",
        description = "Lets searches use the new index of a rebuild that is ready.",
        mixinStandardHelpOptions = true)
final class Switch extends Confirmed {

    @Option(
            names = "--confirm",
            paramLabel = "INDEX",
            description = "the new index; needed with --yes if it did not pass its comparison with the old one")
    private @Nullable String confirm;

    @Override
    String action() {
        return "switch";
    }

    @Override
    Question question(Run run) {
        return new Question(run.newIndex(), "Searches will use %s.".formatted(run.newIndex()));
    }

    @Override
    void warn(Service service, Run run, Screen screen) {
        try {
            JsonNode report = service.report(run.id());
            screen.say(report.path("summary")
                    .asText(report.path("passed").asBoolean() ? "It passed." : "It did not pass."));
        } catch (ServiceException e) {
            screen.say("There is no report: " + e.getMessage());
        }
    }

    // the report was shown, and says all that the service would say again
    @Override
    Run act(Service service, Run run, JsonNode body) {
        try {
            return super.act(service, run, body);
        } catch (ServiceException e) {
            throw e.is("confirmation_needed")
                    ? ServiceException.usage("Say --confirm %s if that is wanted".formatted(run.newIndex()))
                    : e;
        }
    }

    // a script that only says yes does not overrule a report that failed
    @Override
    JsonNode body(@Nullable String typed) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String name = typed == null ? confirm : typed;
        return name == null ? body : body.put("confirm", name);
    }
}
