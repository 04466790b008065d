package dev.userctl;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** The run that is meant: the one named, or else the latest. */
final class WhichRun {

    @Parameters(arity = "0..1", paramLabel = "ID", description = "the number of the run; else the latest")
    private @Nullable Long id;

    static WhichRun of(@Nullable Long id) {
        var which = new WhichRun();
        which.id = id;
        return which;
    }

    Run find(Service service) {
        if (id != null) {
            return new Run(service.run(id));
        }
        for (var latest : service.runs()) {
            return new Run(latest);
        }
        throw ServiceException.usage("There was no rebuild yet");
    }
}
