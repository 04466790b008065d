package dev.userservice.reindexing;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A run does not let this be done to it in its present state. */
final class NotAllowedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String state;
    private final String[] allowed;

    NotAllowedException(RunAction action, Lifecycle lifecycle, Set<RunAction> allowed) {
        super("%s does not go with a run that is %s; what does: %s"
                .formatted(action.wireName(), state(lifecycle), allowed.isEmpty() ? "nothing" : names(allowed)));
        this.state = state(lifecycle);
        this.allowed = allowed.stream().map(RunAction::wireName).toArray(String[]::new);
    }

    private static String state(Lifecycle lifecycle) {
        return lifecycle.paused() ? "paused" : lifecycle.state().wireName();
    }

    private static String names(Set<RunAction> actions) {
        return actions.stream().map(RunAction::wireName).collect(Collectors.joining(", "));
    }

    String state() {
        return state;
    }

    List<String> allowed() {
        return List.of(allowed);
    }
}
