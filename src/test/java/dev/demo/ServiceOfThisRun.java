package dev.demo;

import dev.userservice.UserServiceApplication;

/** Runs the service for as long as the process that started it lives, so that none is left behind by a kill. */
final class ServiceOfThisRun {

    private ServiceOfThisRun() {}

    public static void main(String[] arguments) {
        var _ = ProcessHandle.current().parent().orElseThrow().onExit().thenRun(() -> System.exit(1));
        UserServiceApplication.main(arguments);
    }
}
