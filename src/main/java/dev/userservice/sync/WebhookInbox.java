package dev.userservice.sync;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
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

    /** Since when webhooks can be taken at all. */
    Instant since() {
        return jdbc.sql("SELECT min(installed_on)::timestamptz FROM flyway_schema_history")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    /** Those deliveries that are new; other transactions handling the same ones are waited for. */
    Set<String> accept(Collection<String> webhookIds) {
        return jdbc.sql("""
                        INSERT INTO webhook_inbox (webhook_id, received_at)
                        SELECT id, :now FROM unnest(:ids::text[]) AS id ORDER BY id
                            ON CONFLICT DO NOTHING RETURNING webhook_id
                        """)
                .param("ids", webhookIds.toArray(String[]::new))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(String.class)
                .set();
    }

    /** When the last delivery was taken that was not one of before; nothing if there never was one. */
    Optional<Instant> lastReceived() {
        return jdbc.sql("SELECT received_at FROM webhook_inbox ORDER BY received_at DESC LIMIT 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    /** Forgets old deliveries but the last one, which tells how long nothing has come. */
    @Scheduled(fixedDelayString = "PT1H")
    void forgetOld() {
        jdbc.sql("""
                        DELETE FROM webhook_inbox
                         WHERE received_at < :limit AND received_at < (SELECT max(received_at) FROM webhook_inbox)
                        """)
                .param(
                        "limit",
                        clock.instant().minus(properties.inboxRetention()).atOffset(ZoneOffset.UTC))
                .update();
    }
}
