package dev.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Stands beside a service in containers: hands out tokens, has the demo users to read, and sends the demo users if there is nobody yet. */
final class Companion {

    private Companion() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        URI service = URI.create(System.getenv("USER_SERVICE_URL"));
        try (TokenIssuer issuer = TokenIssuer.start(URI.create(System.getenv("TOKEN_ISSUER_URL")))) {
            Instant now = Instant.now();
            issuer.serve(AnalyticsSink.PATH, new AnalyticsSink());
            issuer.serve(UserListing.PATH, UserListing.of(DemoUsers.webhooks(now)));
            System.out.println("Tokens are at " + issuer.url() + "/dev/token?role=ADMIN");
            if (isEmpty(service)) {
                var webhooks = new WebhookClient(service, System.getenv("USER_SERVICE_WEBHOOK_SECRET"));
                System.out.println(new DemoDelivery(webhooks).send(DemoUsers.webhooks(now)));
            }
            new CountDownLatch(1).await();
        }
    }

    private static boolean isEmpty(URI service) throws IOException, InterruptedException {
        HttpRequest anybody = HttpRequest.newBuilder(service.resolve("/search/influencers?size=1"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(anybody, BodyHandlers.ofString()).body().contains("\"hits\":[]");
        }
    }
}
