package dev.authservice.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.authservice.login.SessionRows.Session;
import dev.authservice.web.Caller;
import dev.platform.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where the caller is logged in, and the end of it. */
@RestController
@RequestMapping("/api/auth/users/sessions")
@SecurityRequirement(name = "token")
class SessionsController {

    private final SessionRows sessions;
    private final InstantSource clock;

    SessionsController(SessionRows sessions, InstantSource clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** A device somebody is logged in on; {@code current} is the one that asks. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            String id,
            Instant createdAt,
            Instant lastUsedAt,
            @Nullable String userAgent,
            String network,
            boolean current) {}

    /** The one used last first. */
    record Listing(List<Shown> sessions) {}

    @Operation(
            summary = "Where the caller is logged in",
            description =
                    "lastUsedAt is the last log-in or refresh; network an IPv4 address or the first half of an IPv6"
                            + " one, when the session began.")
    @ApiResponse(responseCode = "200", description = "The sessions that last", useReturnTypeSchema = true)
    @GetMapping
    Listing list() {
        Caller caller = Caller.current();
        return new Listing(sessions.all(caller.accountId(), clock.instant()).stream()
                .map(session -> shown(session, caller.sessionId()))
                .toList());
    }

    private static Shown shown(Session session, String current) {
        return new Shown(
                session.id(),
                session.createdAt(),
                session.lastUsedAt(),
                session.userAgent(),
                session.network(),
                session.id().equals(current));
    }

    @Operation(summary = "Log the caller out everywhere, here too")
    @ApiResponse(responseCode = "204", description = "No session lasts")
    @DeleteMapping
    ResponseEntity<Void> endAll() {
        sessions.endAll(Caller.current().accountId(), null);
        return ResponseEntity.noContent().build();
    }

    @Operation(summary = "Log the caller out on one device")
    @ApiResponse(responseCode = "204", description = "It has ended")
    @ApiResponse(responseCode = "404", description = "The caller has no such session")
    @DeleteMapping("/{id}")
    ResponseEntity<Void> end(@PathVariable String id) {
        if (!sessions.end(id, Caller.current().accountId())) {
            throw Problem.of(HttpStatus.NOT_FOUND, "unknown_session", "There is no such session");
        }
        return ResponseEntity.noContent().build();
    }
}
