package dev.userctl;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code userctl}: starts, watches and ends rebuilds of the index. */
@Command(
        name = "userctl",
        description = "Operates a User Service over HTTP.",
        subcommands = Reindex.class,
        mixinStandardHelpOptions = true)
public final class UserCtl {

    static final int OK = 0;
    static final int FAILED = 1;

    private UserCtl() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** With every failure told in one line: 2 has a meaning of its own, so wrong usage is 1 like all else. */
    public static CommandLine commandLine() {
        return new CommandLine(new UserCtl())
                .setParameterExceptionHandler((e, arguments) -> {
                    PrintWriter err = e.getCommandLine().getErr();
                    err.println(e.getMessage());
                    e.getCommandLine().usage(err);
                    return FAILED;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println(e instanceof ServiceException ? e.getMessage() : unforeseen(e));
                    return FAILED;
                });
    }

    // its message may hold anything, a token as well
    private static String unforeseen(Exception e) {
        return "%s at %s".formatted(e.getClass().getName(), e.getStackTrace()[0]);
    }
}
