package dev.userservice.web;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Whose tokens are believed. The issuer is the Auth Service's own address unless it says otherwise. */
@Validated
@ConfigurationProperties("user-service.auth")
record AuthProperties(
        @NotNull URI url,
        @Nullable String issuer,
        @DefaultValue("user-service") String audience,
        @DefaultValue("2s") Duration timeout) {

    String expectedIssuer() {
        return issuer == null || issuer.isBlank() ? base() : issuer;
    }

    String jwkSetUri() {
        return base() + "/.well-known/jwks.json";
    }

    private String base() {
        return url.toString().replaceAll("/+$", "");
    }
}
