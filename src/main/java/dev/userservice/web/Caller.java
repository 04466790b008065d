package dev.userservice.web;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who sends the request on this thread: the user of the access token, or nobody we know. */
public record Caller(@Nullable String userId, boolean isAdmin) {

    private static final Set<String> ADMINS = Set.of("ROLE_ADMIN", "ROLE_SUPER_ADMIN");

    public static Caller current() {
        Authentication token = SecurityContextHolder.getContext().getAuthentication();
        if (token == null || token instanceof AnonymousAuthenticationToken) {
            return new Caller(null, false);
        }
        return new Caller(
                token.getName(),
                token.getAuthorities().stream()
                        .map(GrantedAuthority::getAuthority)
                        .anyMatch(ADMINS::contains));
    }

    /** The user of the access token, on a route that is closed to all others. */
    public String signedIn() {
        return Objects.requireNonNull(userId);
    }
}
