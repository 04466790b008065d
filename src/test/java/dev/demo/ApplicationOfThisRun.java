package dev.demo;

import java.util.Arrays;

/** Runs an application for as long as the process that started it lives, so that none is left behind by a kill. */
final class ApplicationOfThisRun {

    private ApplicationOfThisRun() {}

    public static void main(String[] arguments) {
        var _ = ProcessHandle.current().parent().orElseThrow().onExit().thenRun(() -> System.exit(1));
        Application.valueOf(arguments[0]).run(Arrays.copyOfRange(arguments, 1, arguments.length));
    }
}
