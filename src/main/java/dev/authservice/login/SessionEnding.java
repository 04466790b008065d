package dev.authservice.login;

import dev.authservice.account.AccessEnded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Ends the sessions of an account that is shut or has a new password, in the same transaction. */
@Component
class SessionEnding {

    private final SessionRows sessions;

    SessionEnding(SessionRows sessions) {
        this.sessions = sessions;
    }

    @EventListener
    void end(AccessEnded ended) {
        sessions.endAll(ended.accountId(), ended.exceptSessionId());
    }
}
