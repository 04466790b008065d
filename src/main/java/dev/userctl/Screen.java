package dev.userctl;

import java.io.Console;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Scanner;

/** What an operator sees: a line that is drawn over and over on a terminal, separate lines elsewhere. */
final class Screen {

    private static final int COLUMNS = 79;

    private final PrintWriter out;
    private final boolean terminal;
    private int drawn;

    Screen(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    static Screen of(PrintWriter out) {
        // without a terminal there may be no console at all
        return new Screen(
                out,
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .isPresent());
    }

    boolean isTerminal() {
        return terminal;
    }

    /** Replaces what was drawn before. A line that wraps could not be replaced, so it ends where most terminals do. */
    void draw(String text) {
        String line = text.substring(0, Math.min(text.length(), COLUMNS));
        out.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
        out.flush();
        drawn = line.length();
    }

    void say(String line) {
        if (drawn > 0) {
            out.println();
            drawn = 0;
        }
        out.println(line);
        out.flush();
    }

    /** Whether a person types this name; nothing more to come is a no. */
    boolean ask(String consequence, String name) {
        if (!terminal) {
            throw ServiceException.usage(consequence + " Say --yes if that is wanted");
        }
        say(consequence);
        out.print("Type %s to go on: ".formatted(name));
        out.flush();
        Scanner answer = new Scanner(System.in, Charset.defaultCharset());
        return answer.hasNextLine() && answer.nextLine().strip().equals(name);
    }
}
