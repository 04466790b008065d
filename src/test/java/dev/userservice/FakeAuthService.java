package dev.userservice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.demo.TokenIssuer;
import dev.demo.UserListing;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An Auth Service with keys, users, and any fault a test wants it to have. */
public final class FakeAuthService implements AutoCloseable {

    private final TokenIssuer issuer = TokenIssuer.start(0);
    private final UserListing users = new UserListing();
    private final AnalyticsInbox analytics = new AnalyticsInbox();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private volatile HttpHandler behaviour = users;

    private FakeAuthService() {
        issuer.serve(UserListing.PATH, this::answer);
        issuer.serve(AnalyticsInbox.PATH, analytics);
    }

    public static FakeAuthService start() {
        return new FakeAuthService();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestURI().toString());
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        behaviour.handle(exchange);
    }

    /** Forgets its users, requests and faults. */
    public void reset() {
        behaves(users);
        analytics.reset();
        users.clear();
        users.listInLines(false);
        requests.clear();
        authorizations.clear();
    }

    /** Answers like this from now on. */
    public void behaves(HttpHandler wanted) {
        behaviour = wanted;
    }

    /** Answers like this where the request contains {@code part}, and properly elsewhere. */
    public void behavesAt(String part, HttpHandler wanted) {
        behaves(exchange -> {
            boolean there = exchange.getRequestURI().toString().contains(part);
            (there ? wanted : users).handle(exchange);
        });
    }

    public void recovers() {
        behaves(users);
    }

    public UserListing users() {
        return users;
    }

    public AnalyticsInbox analytics() {
        return analytics;
    }

    public TokenIssuer issuer() {
        return issuer;
    }

    public String url() {
        return issuer.url().toString();
    }

    /** The paths asked for, oldest first. */
    public List<String> requests() {
        return requests;
    }

    public List<String> authorizations() {
        return authorizations;
    }

    @Override
    public void close() {
        issuer.close();
    }
}
