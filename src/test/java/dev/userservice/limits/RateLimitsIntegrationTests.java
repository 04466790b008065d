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

/** How the service answers whoever asks too often; the budgets are those of the tests. */
class RateLimitsIntegrationTests extends AbstractServiceTests {

    private static final String FOR_ANYBODY = "/swagger-ui.html";
    private static final String FOR_USERS = "/search/suggestions?q=a";
    private static final String FOR_ADMINS = "/public/users/nobody";

    // more than comes back in some seconds, less than the share of one of two instances
    private static final int MUCH = 50;

    @Autowired
    private InstanceRows rows;

    @Test
    void whoAsksTooOftenIsToldWhenToComeBack() {
        String anna = token("anna-" + UUID.randomUUID(), "USER");

        Answer refused = askUntilRefused(40, FOR_USERS, "Authorization", anna);

        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.body().path("code").asText()).isEqualTo("rate_limited");
        assertThat(refused.body().path("requestId").asText()).isEqualTo(refused.header("X-Request-ID"));
        assertThat(refused.header("Retry-After")).matches("[1-9][0-9]?");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"suggestions\";q=40;w=60");
        assertThat(refused.header("RateLimit")).matches("\"suggestions\";r=0;t=[1-9][0-9]?");
        assertThat(status("/search/users", "Authorization", anna)).isEqualTo(200);
        assertThat(status(FOR_USERS, "Authorization", token("berta", "USER"))).isEqualTo(200);
    }

    @Test
    void adminsHaveABudgetOfTheirOwn() {
        askUntilRefused(100, FOR_ADMINS, "Authorization", token("root-" + UUID.randomUUID(), "ADMIN"));
    }

    @Test
    void anAddressIsWhatTheGatewaySaysItIs() {
        String network = "2001:db8:" + Integer.toHexString((int) (System.nanoTime() & 0xffff));

        askUntilRefused(200, FOR_ANYBODY, "X-Forwarded-For", network + ":1::1");

        assertThat(left(network + ":1::2")).isLessThan(MUCH);
        assertThat(left("192.0.2.1, " + network + ":1::3")).isLessThan(MUCH);
        assertThat(left(network + ":2::1")).isGreaterThan(MUCH);
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

    private Answer askUntilRefused(int budget, String path, String header, String value) {
        // instances share the budget, and some of it comes back meanwhile
        for (int request = 0; request <= 2 * budget; request++) {
            HttpResponse<String> answer =
                    service.sendRaw(service.request(path, header, value).GET().build());
            if (answer.statusCode() == 429) {
                assertThat(request).isPositive();
                return Answer.of(answer);
            }
        }
        throw new AssertionError("Nothing was refused");
    }

    private int left(String addresses) {
        String limit = service.get(FOR_ANYBODY, "X-Forwarded-For", addresses).header("RateLimit");
        return Integer.parseInt(limit.replaceAll(".*;r=([0-9]+);.*", "$1"));
    }

    private int status(String path, String header, String value) {
        return service.sendRaw(service.request(path, header, value).GET().build())
                .statusCode();
    }
}
