package dev.userservice.insights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** How often somebody was looked at, step by step, gaps included, for nobody else to see. */
class ProfileViewsIntegrationTests extends AbstractServiceTests {

    @Autowired
    private InstantSource clock;

    private Instant thisHour;
    private Instant today;

    @BeforeEach
    void addAnna() {
        service.userCreated(TestUsers.influencer("anna", Map.of()));
        thisHour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        today = thisHour.truncatedTo(ChronoUnit.DAYS);
    }

    @ParameterizedTest
    @CsvSource({"24h, hour, 24", "7d, day, 7", "30d, day, 30", "90d, day, 90"})
    void everyStepIsThereThoughNobodyLooked(String window, String grain, int steps) {
        JsonNode views = views("?window=" + window).body();

        assertThat(views.path("grain").asText()).isEqualTo(grain);
        assertThat(views.path("series"))
                .hasSize(steps)
                .allMatch(step -> step.path("views").isInt()
                        && step.path("views").asInt() == 0
                        && step.path("uniqueViewers").asInt() == 0
                        && step.path("appearances").asInt() == 0);
        assertThat(views.at("/series/0/at").asText())
                .isEqualTo(views.path("from").asText());
        assertThat(views.path("changePercent")).isEmpty();
        assertThat(views.has("formerTotal")).isEqualTo(!window.equals("90d"));
    }

    @Test
    void hoursAreAddedUpToDaysAndComparedWithTheWindowBefore() {
        looked("anna", today, 3, 2, 10);
        looked("anna", today.minus(24, ChronoUnit.HOURS), 1, 1, 1);
        looked("anna", today.minus(26, ChronoUnit.HOURS), 4, 2, 5);
        looked("anna", today.minus(7, ChronoUnit.DAYS), 4, 0, 4);
        looked("anna", today.minus(13, ChronoUnit.DAYS), 2, 2, 4);
        looked("anna", today.minus(14, ChronoUnit.DAYS), 100, 100, 100);
        looked("eve", today, 50, 50, 50);

        JsonNode views = views("?window=7d").body();

        assertThat(views.path("total").toString()).isEqualTo("{\"views\":8,\"uniqueViewers\":5,\"appearances\":16}");
        assertThat(views.path("formerTotal").toString())
                .isEqualTo("{\"views\":6,\"uniqueViewers\":2,\"appearances\":8}");
        assertThat(views.path("changePercent").toString())
                .isEqualTo("{\"views\":33,\"uniqueViewers\":150,\"appearances\":100}");
        assertThat(views.at("/series/6/views").asLong()).isEqualTo(3);
        assertThat(views.at("/series/5/views").asLong()).isEqualTo(1);
        assertThat(views.at("/series/4/views").asLong()).isEqualTo(4);
    }

    @Test
    void theLastDayIsShownByTheHour() {
        looked("anna", thisHour, 3, 2, 10);
        looked("anna", thisHour.minus(23, ChronoUnit.HOURS), 1, 1, 1);
        looked("anna", thisHour.minus(24, ChronoUnit.HOURS), 8, 8, 8);

        JsonNode views = views("?timeframe=24h").body();

        assertThat(views.at("/total/views").asLong()).isEqualTo(4);
        assertThat(views.at("/series/23/views").asLong()).isEqualTo(3);
        assertThat(views.at("/series/0/views").asLong()).isEqualTo(1);
        assertThat(views.at("/changePercent/views").asLong()).isEqualTo(-50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"window=1h", "timeframe=x", "limit=3", "window="})
    void aBadParameterIsNamed(String parameters) {
        Answer answer = views("?" + parameters);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.faults()).containsExactly(parameters.substring(0, parameters.indexOf('=')));
    }

    /** Status for anonymous, the user, another user, a service, an admin. */
    @ParameterizedTest
    @CsvSource({
        "/analytics/profile-views/anna,     401, 200, 403, 403, 200",
        "/analytics/profile-views/nobody,   401, 403, 403, 403, 404",
        "/analytics/profile-views/gone,     401, 403, 403, 403, 404",
        "/analytics/user-insights/anna,     401, 200, 403, 403, 200",
        "/analytics/user-insights/nobody,   401, 403, 403, 403, 404",
        "/analytics/user-insights/gone,     401, 403, 403, 403, 404",
        "/api/analytics/profile-views/anna, 401, 200, 403, 403, 200",
        "/api/analytics/user-insights/anna, 401, 200, 403, 403, 200",
    })
    void nobodyElseSeesWhatIsOnesOwn(String path, int anonymous, int self, int other, int machine, int admin) {
        service.userCreated(TestUsers.influencer("gone", Map.of()));
        service.userDeleted("{\"userId\":\"gone\",\"version\":2}");

        assertThat(service.get(path).status()).isEqualTo(anonymous);
        assertThat(status(path, token("anna", "USER", "INFLUENCER"))).isEqualTo(self);
        assertThat(status(path, token("eve", "USER", "BRAND"))).isEqualTo(other);
        assertThat(status(path, token("machine", "SERVICE"))).isEqualTo(machine);
        assertThat(status(path, token("root", "ADMIN"))).isEqualTo(admin);
        assertThat(status(path, token("root", "SUPER_ADMIN"))).isEqualTo(admin);
        assertThat(service.get(path, "Authorization", token("eve", "USER"))
                        .body()
                        .path("userId")
                        .isMissingNode())
                .isTrue();
    }

    private int status(String path, String token) {
        return service.get(path, "Authorization", token).status();
    }

    private Answer views(String parameters) {
        return service.get("/analytics/profile-views/anna" + parameters, "Authorization", token("anna", "USER"));
    }

    private void looked(String userId, Instant hour, long views, long viewers, long appearances) {
        YearMonth month = YearMonth.from(hour.atOffset(ZoneOffset.UTC));
        database.sql(
                        "CREATE TABLE IF NOT EXISTS user_activity_%s PARTITION OF user_activity FOR VALUES FROM ('%s-01T00:00:00Z') TO ('%s-01T00:00:00Z')"
                                .formatted(month.toString().replace('-', '_'), month, month.plusMonths(1)))
                .update();
        database.sql("""
                        INSERT INTO user_activity (user_id, hour, views, viewers, appearances, change)
                        VALUES (:userId, :hour, :views, :viewers, :appearances, nextval('analytics_change'))
                        """)
                .param("userId", userId)
                .param("hour", hour.atOffset(ZoneOffset.UTC))
                .param("views", views)
                .param("viewers", viewers)
                .param("appearances", appearances)
                .update();
    }
}
