package dev.authservice.login;

import java.time.InstantSource;
import java.util.List;
import org.springframework.core.convert.converter.Converter;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

/** Believes a valid access token while its session lasts, and takes the roles from the account as it is now. */
@Component
class SessionAuthentication implements Converter<Jwt, AbstractAuthenticationToken> {

    private final SessionRows sessions;
    private final InstantSource clock;

    SessionAuthentication(SessionRows sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public AbstractAuthenticationToken convert(Jwt token) {
        List<GrantedAuthority> authorities = roles(token).stream()
                .<GrantedAuthority>map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                .toList();
        return new JwtAuthenticationToken(token, authorities);
    }

    private List<String> roles(Jwt token) {
        try {
            return sessions.roles(token.getClaimAsString("sid"), token.getSubject(), clock.instant())
                    .orElseThrow(() -> new InvalidBearerTokenException("The session has ended"));
        } catch (DataAccessException e) {
            throw new AuthenticationServiceException("Postgres cannot be used", e);
        }
    }
}
