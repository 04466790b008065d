package dev.userservice.web;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;

/**
 * The keys the Auth Service publishes: fetched with a time limit, a size limit and no redirects, kept through an outage
 * of hours, and asked for again because of an unknown key at most every half minute.
 */
final class AuthKeys {

    private static final int LARGEST = 64 * 1024;
    private static final Duration FETCHED_AGAIN = Duration.ofSeconds(30);
    private static final Duration OUTAGE = Duration.ofHours(6);

    private AuthKeys() {}

    static JWKSource<SecurityContext> of(AuthProperties auth) {
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(url(auth), new Retriever(auth.timeout()))
                .rateLimited(FETCHED_AGAIN.toMillis())
                .outageTolerant(OUTAGE.toMillis())
                .build();
        return (selector, context) -> {
            try {
                return keys.get(selector, context);
            } catch (RateLimitReachedException e) {
                // an unknown key, asked for too often: the token is no good, the Auth Service is
                return List.of();
            }
        };
    }

    private static URL url(AuthProperties auth) {
        try {
            return URI.create(auth.jwkSetUri()).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("AUTH_SERVICE_URL is not a URL", e);
        }
    }

    /** Follows nobody who answers in the Auth Service's place. */
    private static final class Retriever extends DefaultResourceRetriever {

        Retriever(Duration timeout) {
            super(Math.toIntExact(timeout.toMillis()), Math.toIntExact(timeout.toMillis()), LARGEST);
        }

        @Override
        protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
            HttpURLConnection connection = super.openHTTPConnection(url);
            connection.setInstanceFollowRedirects(false);
            return connection;
        }
    }
}
