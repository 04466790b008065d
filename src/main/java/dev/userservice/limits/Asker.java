package dev.userservice.limits;

import dev.userservice.web.Caller;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Whose budget a request takes from: the subject of the token, or the network it comes from. */
record Asker(Standing standing, String identity) {

    // what one household or server is given of IPv6
    private static final int NETWORK_BYTES = 8;

    static Asker of(Caller caller, String address) {
        String subject = caller.userId();
        if (subject == null) {
            return new Asker(Standing.ANONYMOUS, network(address));
        }
        return new Asker(caller.isAdmin() ? Standing.ADMIN : Standing.USER, subject);
    }

    // an IPv4 address is the same one when it is written as IPv6
    private static String network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException e) {
            // what a gateway sends in place of an address is one caller, however many ways it is written
            return "unknown";
        }
    }
}
