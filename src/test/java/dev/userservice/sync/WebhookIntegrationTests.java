package dev.userservice.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a signed webhook to a search that finds the user, and what duplicate, late and reordered deliveries do. */
class WebhookIntegrationTests extends AbstractServiceTests {

    @Test
    void aCreatedUserIsFoundAnUpdateChangesTheHitAndADeleteRemovesIt() {
        Answer created = service.userCreated(anna(1, "Anna", "Müller"));
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.body().path("outcome").asText()).isEqualTo("applied");
        assertThat(created.body().path("userId").asText()).isEqualTo("anna");
        service.awaitHits("müller", "anna");

        service.userUpdated(anna(2, "Anna", "Schmidt"));
        service.awaitHits("schmidt", "anna");
        assertThat(service.search("müller").hits()).isEmpty();

        service.userDeleted("{\"userId\":\"anna\",\"version\":3}");
        service.awaitHits("schmidt");
        assertThat(service.get("/public/users/anna").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/api"})
    void theRoutesAnswerWithAndWithoutTheGatewaysPrefix(String prefix) {
        assertThat(service.webhook(prefix + "/sync/user-created", anna(1, "Anna", "Müller"))
                        .status())
                .isEqualTo(200);
        assertThat(service.get(prefix + "/public/users/anna").status()).isEqualTo(200);
        assertThat(service.get(prefix + "/search/influencers?q=anna").status()).isEqualTo(200);
    }

    @Test
    void theEnvelopeOfStandardWebhooksIsReadToo() {
        String data = TestUsers.influencer("anna", Map.of("firstName", "Anna"));

        assertThat(service.userCreated(TestUsers.envelope("user.created", data))
                        .body()
                        .path("outcome")
                        .asText())
                .isEqualTo("applied");
        assertThat(service.userDeleted(TestUsers.envelope("user.deleted", "{\"id\":\"anna\",\"version\":2}"))
                        .body()
                        .path("outcome")
                        .asText())
                .isEqualTo("applied");
    }

    @Test
    void aDeliveryThatIsSentToAnotherRouteOnceMoreChangesNothing() {
        String body = anna(1, "Anna", "Müller");
        assertThat(outcome(service.webhook("/sync/user-created", body, "msg_1")))
                .isEqualTo("applied");
        long revision = revision();

        assertThat(outcome(service.webhook("/sync/user-deleted", body, "msg_1")))
                .isEqualTo("duplicate");
        assertThat(outcome(service.webhook("/sync/user-updated", body, "msg_1")))
                .isEqualTo("duplicate");
        assertThat(service.webhook("/sync/user-deleted", TestUsers.envelope("user.created", body), "msg_2")
                        .faults())
                .containsExactly("/type");

        assertThat(revision()).isEqualTo(revision);
        assertThat(firstName()).isEqualTo("Anna");
    }

    @Test
    void usersMayBeNumbered() {
        assertThat(service.userCreated("{\"id\":42,\"version\":1}")
                        .body()
                        .path("userId")
                        .asText())
                .isEqualTo("42");
        assertThat(outcome(service.userDeleted("{\"userId\":42,\"version\":2}")))
                .isEqualTo("applied");
    }

    @Test
    void aRepeatedDeliveryChangesNothing() {
        assertThat(outcome(service.webhook("/sync/user-created", anna(1, "Anna", "Müller"), "msg_1")))
                .isEqualTo("applied");
        long revision = revision();

        assertThat(outcome(service.webhook("/sync/user-updated", anna(2, "Eve", "Evil"), "msg_1")))
                .isEqualTo("duplicate");

        assertThat(revision()).isEqualTo(revision);
        assertThat(firstName()).isEqualTo("Anna");
    }

    @Test
    void anOlderOrEqualVersionChangesNothing() {
        service.userCreated(anna(5, "Anna", "Müller"));
        long revision = revision();

        assertThat(outcome(service.userUpdated(anna(4, "Late", "Update")))).isEqualTo("stale");
        assertThat(outcome(service.userUpdated(anna(5, "Same", "Version")))).isEqualTo("stale");
        assertThat(outcome(service.userDeleted("{\"userId\":\"anna\",\"version\":4}")))
                .isEqualTo("stale");

        assertThat(revision()).isEqualTo(revision);
        assertThat(firstName()).isEqualTo("Anna");
    }

    @Test
    void withoutVersionsTheTimeOfTheUpdateDecides() {
        service.userCreated(unversioned("2026-11-02T10:00:00.000001Z", "Second"));

        assertThat(outcome(service.userUpdated(unversioned("2026-11-02T10:00:00Z", "First"))))
                .isEqualTo("stale");
        assertThat(outcome(service.userUpdated(unversioned("2026-11-02T12:00:00.000002+02:00", "Third"))))
                .isEqualTo("applied");
        assertThat(firstName()).isEqualTo("Third");
    }

    @Test
    void aDeleteThatSaysNothingOfItsOrderLeavesTheKnownVersion() {
        service.userCreated(anna(3, "Anna", "Müller"));
        service.userDeleted("{\"userId\":\"anna\",\"version\":5,\"deletedAt\":\"2026-11-02T10:00:00Z\"}");
        assertThat(outcome(service.userDeleted("{\"userId\":\"anna\"}"))).isEqualTo("applied");

        String later = Instant.now().plusSeconds(5).toString();
        assertThat(outcome(service.userUpdated(TestUsers.influencer("anna", Map.of("version", 4, "updatedAt", later)))))
                .isEqualTo("stale");
        assertThat(outcome(service.userUpdated(TestUsers.influencer("anna", Map.of("version", 6, "updatedAt", later)))))
                .isEqualTo("applied");
    }

    @Test
    void aDeleteIsOfTheWholeSecondItWasSentIn() {
        service.userCreated(unversioned("2026-11-02T10:00:00Z", "Anna"));
        Instant before = Instant.now();
        service.userDeleted("{\"userId\":\"anna\"}");

        assertThat(outcome(service.userUpdated(unversioned(before.toString(), "Late"))))
                .isEqualTo("stale");
        assertThat(outcome(service.userUpdated(unversioned(before.plusSeconds(3).toString(), "New"))))
                .isEqualTo("applied");
    }

    @Test
    void aDeleteWithAVersionAppliesToAUserWithoutOne() {
        service.userCreated(unversioned("2026-11-02T10:00:00Z", "Anna"));

        assertThat(outcome(service.userDeleted("{\"userId\":\"anna\",\"version\":9}")))
                .isEqualTo("applied");
        assertThat(service.get("/public/users/anna").status()).isEqualTo(404);
    }

    @Test
    void nobodyIsShownInPlaceOfADeletedOrHiddenUserByTakingTheIdAsAHandle() {
        service.userCreated(TestUsers.influencer("victim", Map.of("version", 1)));
        service.userCreated(TestUsers.influencer("mallory", Map.of("version", 1, "username", "victim")));

        service.userUpdated(TestUsers.influencer("victim", Map.of("version", 2, "status", "SUSPENDED")));
        assertThat(service.get("/public/users/victim").status()).isEqualTo(404);
        service.userDeleted("{\"userId\":\"victim\",\"version\":3}");
        assertThat(service.get("/public/users/victim").status()).isEqualTo(404);
    }

    @Test
    void aDeletedUserIsNotRevivedByWhatWasSentBefore() {
        service.userCreated(anna(1, "Anna", "Müller"));
        service.userDeleted("{\"userId\":\"anna\",\"version\":3}");

        assertThat(outcome(service.userUpdated(anna(2, "Late", "Update")))).isEqualTo("stale");
        assertThat(outcome(service.userCreated(anna(3, "Equal", "Version")))).isEqualTo("stale");
        awaitIndexed();
        assertThat(service.search("late update").hits()).isEmpty();

        assertThat(outcome(service.userCreated(anna(4, "Genuinely", "New")))).isEqualTo("applied");
        service.awaitHits("genuinely", "anna");
    }

    @Test
    void aDeleteWithoutAnyOrderCountsFromWhenItWasSent() {
        service.userCreated(unversioned("2026-11-02T10:00:00Z", "Anna"));

        assertThat(outcome(service.userDeleted("{\"userId\":\"anna\"}"))).isEqualTo("applied");
        assertThat(outcome(service.userUpdated(unversioned("2026-11-03T10:00:00Z", "Late"))))
                .isEqualTo("stale");
    }

    @Test
    void aDeleteWithoutAnyOrderWinsEvenAgainstATimeThatIsAhead() {
        String soon = Instant.now().plusSeconds(3600).toString();
        service.userCreated(unversioned(soon, "Anna"));

        assertThat(outcome(service.userDeleted("{\"userId\":\"anna\"}"))).isEqualTo("applied");
        assertThat(outcome(service.userUpdated(unversioned(soon, "Again")))).isEqualTo("stale");
    }

    @Test
    void aVersionWithoutATimeDoesNotOutrankADeleteWithoutAVersion() {
        String versioned = "{\"id\":\"anna\",\"version\":%d,\"status\":\"ACTIVE\"}";
        service.userCreated(versioned.formatted(1));
        service.userDeleted("{\"userId\":\"anna\"}");

        assertThat(outcome(service.userUpdated(versioned.formatted(2)))).isEqualTo("stale");
        assertThat(service.get("/public/users/anna").status()).isEqualTo(404);
    }

    @Test
    void anAnswerInAnotherFormIsRefusedBeforeAnythingChanges() {
        var refusal = service.sendRaw(
                service.request("/sync/user-created", "Content-Type", "application/json", "Accept", "application/xml")
                        .POST(BodyPublishers.ofString(anna(1, "Anna", "Müller")))
                        .build());

        assertThat(refusal.statusCode()).isEqualTo(406);
        assertThat(count("SELECT count(*) FROM user_cache")).isZero();
    }

    @Test
    void aDeleteThatArrivesFirstKeepsTheUserAway() {
        assertThat(outcome(service.userDeleted("{\"userId\":\"anna\",\"version\":2}")))
                .isEqualTo("applied");
        assertThat(outcome(service.userCreated(anna(1, "Anna", "Müller")))).isEqualTo("stale");

        awaitIndexed();
        assertThat(service.search("anna").hits()).isEmpty();
    }

    @Test
    void aDeleteOfTheVersionWeHoldIsADelete() {
        service.userCreated(anna(2, "Anna", "Müller"));

        assertThat(outcome(service.userDeleted("{\"userId\":\"anna\",\"version\":2}")))
                .isEqualTo("applied");
        assertThat(outcome(service.userDeleted("{\"userId\":\"anna\",\"version\":2}")))
                .isEqualTo("stale");
    }

    @Test
    void aTombstoneHoldsNothingPersonal() {
        service.userCreated(TestUsers.influencer(
                "u-1",
                Map.of("email", "anna@example.com", "username", "anna", "bio", "Travels", "location", "Berlin")));
        service.userDeleted("{\"userId\":\"u-1\",\"version\":2}");
        awaitIndexed();

        assertThat(database.sql("SELECT c::text FROM user_cache c")
                        .query(String.class)
                        .single())
                .contains("u-1")
                .doesNotContain("anna", "Travels", "Berlin", "INFLUENCER");
        assertThat(elasticsearch("GET", "/users/_doc/u-1", "").statusCode()).isEqualTo(404);
    }

    @Test
    void everyFieldIsKeptAsItCame() throws Exception {
        String name = "Zoë 👩‍👩‍👧 שלום 王小明 e\u0301";
        service.userCreated(TestUsers.influencer(
                "u-1",
                Map.ofEntries(
                        Map.entry("firstName", name),
                        Map.entry("contentCategories", List.of("food", "travel")),
                        Map.entry("estimatedFollowers", 9_007_199_254_740_993L),
                        Map.entry("engagementRate", 3.75),
                        Map.entry("hourlyRate", 99.5),
                        Map.entry("emailVerified", true),
                        Map.entry("createdAt", "2020-02-29T23:59:59.123456Z"))));
        awaitIndexed();

        for (var user : List.of(
                service.get("/public/users/u-1").body(),
                service.search("u-1").body().at("/hits/0"))) {
            assertThat(user.path("firstName").asText()).isEqualTo(name);
            assertThat(user.path("contentCategories"))
                    .extracting(category -> category.asText())
                    .containsExactly("food", "travel");
            assertThat(user.path("estimatedFollowers").asLong()).isEqualTo(9_007_199_254_740_993L);
            assertThat(user.path("engagementRate").asDouble()).isEqualTo(3.75);
            assertThat(user.path("hourlyRate").asDouble()).isEqualTo(99.5);
            assertThat(user.path("verified").asBoolean()).isTrue();
            assertThat(user.path("createdAt").asText()).isEqualTo("2020-02-29T23:59:59.123456Z");
        }
    }

    private static String anna(int version, String firstName, String lastName) {
        return TestUsers.influencer("anna", Map.of("version", version, "firstName", firstName, "lastName", lastName));
    }

    private static String unversioned(String updatedAt, String firstName) {
        return "{\"id\":\"anna\",\"updatedAt\":\"%s\",\"firstName\":\"%s\"}".formatted(updatedAt, firstName);
    }

    private static String outcome(Answer answer) {
        return answer.body().path("outcome").asText();
    }

    private long revision() {
        return count("SELECT revision FROM user_cache WHERE id = 'anna'");
    }

    private String firstName() {
        return database.sql("SELECT first_name FROM user_cache WHERE id = 'anna'")
                .query(String.class)
                .single();
    }
}
