package dev.authservice.web;

import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Who sends the request on this thread, on a route that is closed to strangers: the account, and by which session. */
public record Caller(String accountId, String sessionId, Set<String> authorities) {

    public static Caller current() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication instanceof JwtAuthenticationToken token) {
            return new Caller(
                    token.getName(),
                    token.getToken().getClaimAsString("sid"),
                    token.getAuthorities().stream()
                            .map(GrantedAuthority::getAuthority)
                            .collect(Collectors.toUnmodifiableSet()));
        }
        throw new IllegalStateException("This route is open to strangers");
    }

    public boolean isSuperAdmin() {
        return authorities.contains("ROLE_SUPER_ADMIN");
    }
}
