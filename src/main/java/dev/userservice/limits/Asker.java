package dev.userservice.limits;

import dev.platform.ClientNetwork;
import dev.userservice.web.Caller;

/** Whose budget a request takes from: the subject of the token, or the network it comes from. */
record Asker(Standing standing, String identity) {

    static Asker of(Caller caller, String address) {
        String subject = caller.userId();
        if (subject == null) {
            return new Asker(Standing.ANONYMOUS, ClientNetwork.of(address));
        }
        return new Asker(caller.isAdmin() ? Standing.ADMIN : Standing.USER, subject);
    }
}
