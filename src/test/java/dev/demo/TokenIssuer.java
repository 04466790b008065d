package dev.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpHandlers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** An Auth Service that signs whatever a test wants, with a key of its own. */
public final class TokenIssuer implements AutoCloseable {

    private static final Duration VALIDITY = Duration.ofHours(12);

    private final RSAKey key;
    private final HttpServer server;
    private final URI url;

    private TokenIssuer(RSAKey key, HttpServer server, URI url) {
        this.key = key;
        this.server = server;
        this.url = url;
    }

    /** Starts one on this port of the loopback interface; 0 takes any. */
    public static TokenIssuer start(int port) {
        HttpServer server = newServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return serving(
                server, URI.create("http://localhost:" + server.getAddress().getPort()));
    }

    private static TokenIssuer serving(HttpServer server, URI url) {
        RSAKey key = newKey();
        TokenIssuer issuer = new TokenIssuer(key, server, url);
        server.createContext(
                "/.well-known/jwks.json",
                HttpHandlers.of(200, Headers.of("Content-Type", "application/json"), new JWKSet(key).toString(true)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return issuer;
    }

    private static HttpServer newServer(InetSocketAddress address) {
        try {
            return HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every JDK makes RSA keys", e);
        }
    }

    /** Answers requests below this path too, as the Auth Service it stands for does. */
    public void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    /** Its address and the issuer its tokens name. */
    public URI url() {
        return url;
    }

    /** A token for this subject, valid for half a day. */
    public String token(String subject, String... roles) {
        return token(claims -> claims.subject(subject).claim("roles", List.of(roles)));
    }

    /** A token with any claim other than usual; a claim set to null is left out. */
    public String token(Consumer<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(url().toString())
                .audience("user-service")
                .subject("demo-user")
                .claim("roles", List.of(Role.USER.name()))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(VALIDITY)))
                .jwtID(UUID.randomUUID().toString());
        change.accept(claims);
        return signed(claims.build());
    }

    private String signed(JWTClaimsSet claims) {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        SignedJWT token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("Its own key must be able to sign", e);
        }
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
