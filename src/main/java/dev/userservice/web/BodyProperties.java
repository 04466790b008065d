package dev.userservice.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** How long bodies are waited for: a whole one for {@code patience}, any part of one for {@code silence}. */
@ConfigurationProperties("user-service.body")
record BodyProperties(
        @DefaultValue("7s") Duration patience,
        @DefaultValue("3s") Duration silence) {}
