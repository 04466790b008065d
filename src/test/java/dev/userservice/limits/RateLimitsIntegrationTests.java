package dev.userservice.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** How the service answers whoever asks too often; documentation is limited tightly in tests. */
class RateLimitsIntegrationTests extends AbstractServiceTests {

    private static final String LIMITED = "/swagger-ui.html";
    private static final int ANONYMOUS = 30;
    private static final int USER = 5;
    private static final int ADMIN = 8;

    @Autowired
    private InstanceRows rows;

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() {
        String anna = token("anna-" + UUID.randomUUID(), "USER");
        askUntilRefused(USER, "Authorization", anna);

        Answer refused = service.get(LIMITED, "Authorization", anna, "Accept", "application/json");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.body().path("code").asText()).isEqualTo("rate_limited");
        assertThat(refused.body().path("requestId").asText()).isEqualTo(refused.header("X-Request-ID"));
        assertThat(refused.header("Retry-After")).matches("[1-9][0-9]?");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"other\";q=5;w=60");
        assertThat(refused.header("RateLimit")).matches("\"other\";r=0;t=[1-9][0-9]?");
        assertThat(service.get("/favorites", "Authorization", anna).status()).isEqualTo(200);
    }

    @Test
    void usersAdminsAndAddressesHaveBudgetsOfTheirOwn() {
        String address = "2001:db8:" + Integer.toHexString((int) (System.nanoTime() & 0xffff)) + ":1";

        askUntilRefused(ADMIN, "Authorization", token("root-" + UUID.randomUUID(), "ADMIN"));
        askUntilRefused(USER, "Authorization", token("berta-" + UUID.randomUUID(), "USER"));
        askUntilRefused(ANONYMOUS, "X-Forwarded-For", address + "::1");
        assertThat(status("X-Forwarded-For", address + "::2")).isEqualTo(429);
        assertThat(status("X-Forwarded-For", "192.0.2.1, " + address + "::2")).isEqualTo(429);
        assertThat(status("X-Forwarded-For", address + "1::1")).isEqualTo(302);
    }

    @ParameterizedTest
    @CsvSource({
        "/search/influencers, search",
        "/api/search/suggestions?q=a, suggestions",
        "/public/users/nobody, profiles",
        "/analytics/popular-brands, analytics",
        "/search/influencers?size=0, search"
    })
    void everyAnswerOfALimitedRouteTellsWhatIsLeft(String path, String kind) {
        Answer answer = service.get(path);

        assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"%s\";q=1000000;w=60".formatted(kind));
        assertThat(answer.header("RateLimit")).matches("\"" + kind + "\";r=[0-9]+;t=[0-9]+");
    }

    @Test
    void webhooksHaveNoLimit() {
        assertThat(service.userCreated(TestUsers.influencer("anna", Map.of())).header("RateLimit"))
                .isEmpty();
    }

    @Test
    void instancesKnowHowManyTheyAre() {
        Instances one = new Instances(rows);
        Instances another = new Instances(rows);
        one.beat();
        int alone = one.alive();

        another.beat();
        one.beat();
        assertThat(one.alive()).isEqualTo(alone + 1);
        assertThat(another.alive()).isEqualTo(alone + 1);

        another.leave();
        one.beat();
        assertThat(one.alive()).isEqualTo(alone);
        one.leave();
    }

    @Test
    void anInstanceThatWasKilledIsNotCountedForLong() {
        Instances one = new Instances(rows);
        one.beat();
        int known = one.alive();
        UUID killed = UUID.randomUUID();
        database.sql("INSERT INTO instance VALUES (:id, now() - interval '14 seconds')")
                .param("id", killed)
                .update();
        one.beat();
        assertThat(one.alive()).isEqualTo(known + 1);

        database.sql("UPDATE instance SET seen_at = now() - interval '16 seconds' WHERE id = :id")
                .param("id", killed)
                .update();
        one.beat();
        assertThat(one.alive()).isEqualTo(known);

        database.sql("UPDATE instance SET seen_at = now() - interval '6 minutes' WHERE id = :id")
                .param("id", killed)
                .update();
        one.beat();
        assertThat(count("SELECT count(*) FROM instance WHERE seen_at < now() - interval '1 minute'"))
                .isZero();
        one.leave();
    }

    // some come back while they are sent
    private void askUntilRefused(int budget, String header, String value) {
        int allowed = 0;
        while (status(header, value) != 429) {
            allowed++;
        }
        assertThat(allowed).isBetween(1, budget + 2);
    }

    private int status(String header, String value) {
        HttpResponse<String> answer =
                service.sendRaw(service.request(LIMITED, header, value).GET().build());
        return answer.statusCode();
    }
}
