package dev.userservice.sync;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/** Remembers the ids of deliveries, so that each is handled once. */
@Repository
class WebhookInbox {

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final WebhookProperties properties;

    WebhookInbox(JdbcClient jdbc, InstantSource clock, WebhookProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    /** Whether this delivery is new; another transaction handling the same one is waited for. */
    boolean accept(String webhookId) {
        return jdbc.sql("INSERT INTO webhook_inbox VALUES (:id, :now) ON CONFLICT DO NOTHING")
                        .param("id", webhookId)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** When the last delivery was taken that was not one of before; nothing if there was none for long. */
    Optional<Instant> lastReceived() {
        return jdbc.sql("SELECT received_at FROM webhook_inbox ORDER BY received_at DESC LIMIT 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forgetOld() {
        jdbc.sql("DELETE FROM webhook_inbox WHERE received_at < :limit")
                .param(
                        "limit",
                        clock.instant().minus(properties.inboxRetention()).atOffset(ZoneOffset.UTC))
                .update();
    }
}
