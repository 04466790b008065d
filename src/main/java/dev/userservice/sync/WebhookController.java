package dev.userservice.sync;

import dev.platform.SignedRequests;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.MDC;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes the Auth Service's signed webhooks. A 2xx means the change is durable in Postgres. */
@RestController
@RequestMapping(
        path = "/sync",
        consumes = MediaType.APPLICATION_JSON_VALUE,
        produces = MediaType.APPLICATION_JSON_VALUE)
class WebhookController {

    private final SignedRequests requests;
    private final WebhookBody bodies;
    private final WebhookChanges changes;
    private final WebhookMetrics metrics;

    WebhookController(SignedRequests requests, WebhookBody bodies, WebhookChanges changes, WebhookMetrics metrics) {
        this.requests = requests;
        this.bodies = bodies;
        this.changes = changes;
        this.metrics = metrics;
    }

    /** What was done with a delivery. */
    record Receipt(String userId, WebhookOutcome outcome) {}

    @SignedWebhook
    @PostMapping("/user-created")
    Receipt userCreated(@Parameter(hidden = true) HttpServletRequest request) {
        return receive(WebhookType.CREATED, request);
    }

    @SignedWebhook
    @PostMapping("/user-updated")
    Receipt userUpdated(@Parameter(hidden = true) HttpServletRequest request) {
        return receive(WebhookType.UPDATED, request);
    }

    @SignedWebhook
    @PostMapping("/user-deleted")
    Receipt userDeleted(@Parameter(hidden = true) HttpServletRequest request) {
        return receive(WebhookType.DELETED, request);
    }

    private Receipt receive(WebhookType type, HttpServletRequest request) {
        return metrics.timed(type, () -> {
            SignedRequests.Delivery delivery = requests.verified(request);
            UserChange change = bodies.read(type, delivery.body(), delivery.sentAt());
            try (var _ = MDC.putCloseable("userId", change.userId())) {
                return new Receipt(change.userId(), changes.apply(delivery.id(), change));
            }
        });
    }
}
