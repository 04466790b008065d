package dev.localservers;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What sets a server process apart from this JVM: a session of its own and, for root, another user. */
final class Isolation {

    private static final int NOBODY = 65534;
    private static final boolean IS_ROOT = new UnixSystem().getUid() == 0;
    private static final boolean IS_LINUX = "Linux".equals(System.getProperty("os.name"));

    // Both servers refuse to run as root. The capability lets the other user reach files below private folders (root's
    // home, the project), so nothing has to be copied; of those that would do, containers usually have this one only.
    // Without no_setuid_fixup the kernel disregards it in access(2), which the JDK and Postgres ask first.
    private static final List<String> AS_NOBODY = List.of(
            "setpriv",
            "--securebits=+no_setuid_fixup",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            "--inh-caps=+dac_override",
            "--ambient-caps=+dac_override");

    private Isolation() {}

    static List<String> command(List<String> command) {
        var isolated = new ArrayList<String>();
        if (IS_LINUX) {
            // Ctrl-C reaches a whole session: the servers must not be gone before the service has stopped
            isolated.add("setsid");
        }
        if (IS_ROOT) {
            isolated.addAll(AS_NOBODY);
        }
        isolated.addAll(command);
        return isolated;
    }

    static void own(Path folder) throws IOException {
        if (IS_ROOT) {
            try (var files = Files.walk(folder)) {
                for (var file : files.toList()) {
                    Files.setAttribute(file, "unix:uid", NOBODY);
                    Files.setAttribute(file, "unix:gid", NOBODY);
                }
            }
        }
    }
}
