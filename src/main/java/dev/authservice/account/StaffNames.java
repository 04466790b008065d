package dev.authservice.account;

import dev.platform.Problem;
import dev.platform.Problem.Violation;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names that would pose as those who run the service, and that nobody can choose. */
final class StaffNames {

    private static final Set<String> NAMES = Set.of(
            "abuse",
            "admin",
            "administrator",
            "api",
            "help",
            "mail",
            "moderator",
            "official",
            "postmaster",
            "root",
            "security",
            "staff",
            "support",
            "system",
            "www");

    private StaffNames() {}

    /** A 422 problem if this is one of them, in whatever case. */
    static void refuse(@Nullable String username) {
        if (username != null && NAMES.contains(username.toLowerCase(Locale.ROOT))) {
            throw Problem.invalidBody(
                    List.of(Violation.ofPointer("/username", "reserved", "is kept for those who run the service")));
        }
    }
}
