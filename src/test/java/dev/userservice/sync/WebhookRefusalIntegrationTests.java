package dev.userservice.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.platform.WebhookSecrets;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.ServiceTest;
import dev.userservice.TestUsers;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whatever is not a well-signed, well-formed webhook is refused by name and leaves no trace. */
@ExtendWith(OutputCaptureExtension.class)
class WebhookRefusalIntegrationTests extends AbstractServiceTests {

    private static final String USER = TestUsers.influencer("anna", Map.of("firstName", "Anna"));
    private boolean traceExpected;

    @AfterEach
    void nothingIsLeftBehind() {
        if (!traceExpected) {
            for (String table : List.of("user_cache", "webhook_inbox", "index_queue", "search_erasure")) {
                assertThat(count("SELECT count(*) FROM " + table)).as(table).isZero();
            }
        }
    }

    @Test
    void aDeleteOfTwoUsersOrOfAnotherTypeIsRefused() {
        assertThat(service.userDeleted("{\"userId\":\"anna\",\"id\":\"berta\",\"version\":1}")
                        .faults())
                .containsExactly("/id");
        assertThat(service.userDeleted("{\"type\":\"user.updated\",\"id\":\"anna\",\"version\":1}")
                        .faults())
                .containsExactly("/type");
    }

    @Test
    void anUnsignedWebhookIsRefused() {
        assertUnauthorized(
                service.send(post().POST(BodyPublishers.ofString(USER)).build()));
    }

    @Test
    void aWronglySignedWebhookIsRefused() throws Exception {
        assertUnauthorized(service.send(signed(USER, Instant.now(), "whsec_YW5vdGhlci1zZWNyZXQtb2YtMjQtYnl0ZXMhIQ==")
                .build()));
    }

    @ParameterizedTest
    @ValueSource(longs = {-310, 310})
    void aWebhookFromAnotherTimeIsRefused(long seconds) throws Exception {
        assertUnauthorized(service.send(signed(USER, Instant.now().plusSeconds(seconds), ServiceTest.SECRET)
                .build()));
    }

    @Test
    void aHeaderGivenTwiceIsRefused() throws Exception {
        assertUnauthorized(service.send(signed(USER, Instant.now(), ServiceTest.SECRET)
                .header("webhook-id", "msg_x")
                .build()));
    }

    @Test
    void anOversizedBodyIsRefusedWhetherItsLengthIsGivenOrNot() throws Exception {
        String large = TestUsers.influencer("anna", Map.of("firstName", "a".repeat(256 * 1024)));

        assertProblem(
                service.send(signed(large, Instant.now(), ServiceTest.SECRET).build()), 413, "body_too_large");
        HttpRequest chunked = signed(large, Instant.now(), ServiceTest.SECRET)
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(large)))
                .build();
        assertProblem(service.send(chunked), 413, "body_too_large");
    }

    @Test
    void aBodyOfExactlyTheLimitIsRead() {
        traceExpected = true;
        String padding = " ".repeat(256 * 1024 - USER.getBytes(StandardCharsets.UTF_8).length);

        assertThat(service.userCreated(USER + padding).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml", "nonsense"})
    void anotherContentTypeIsRefused(String type) {
        HttpRequest request = service.request("/sync/user-created")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(USER))
                .build();

        assertProblem(service.send(request), 415, "unsupported_media_type");
    }

    @Test
    void aCompressedBodyIsRefused() throws Exception {
        HttpRequest request = signed(USER, Instant.now(), ServiceTest.SECRET)
                .header("Content-Encoding", "gzip")
                .build();

        assertProblem(service.send(request), 415, "unsupported_encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void anotherMethodIsRefused(String method) {
        Answer answer = service.send(service.request("/sync/user-created")
                .method(method, BodyPublishers.noBody())
                .build());

        assertThat(answer.status()).isIn(401, 405);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{}}",
                "{} {}",
                "[]",
                "[{}]",
                "\"anna\"",
                "1",
                "null",
                "{'id':'anna'}",
                "{\"id\":NaN}",
                "{\"id\":\"anna\",\"id\":\"eve\"}",
                "{\"id\":\"anna\",}",
                "\uFEFF{}",
                "{\"id\":\"a\tb\"}",
                "{\"id\":\"\\ud83d\\u\"}"
            })
    void malformedJsonIsRefused(String body) {
        assertProblem(service.userCreated(body), 400, "malformed_body");
    }

    @Test
    void deepNestingIsRefused() {
        assertProblem(service.userCreated("{\"id\":" + "[".repeat(10_000)), 400, "malformed_body");
    }

    @Test
    void aNumberOfAMillionDigitsIsRefused() {
        assertProblem(
                service.userCreated("{\"estimatedFollowers\":" + "9".repeat(200_000) + "}"), 400, "malformed_body");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write("{\"id\":\"anna\",\"firstName\":\"".getBytes(StandardCharsets.UTF_8));
        body.write(new byte[] {(byte) 0xC3, (byte) 0x28});
        body.write("\"}".getBytes(StandardCharsets.UTF_8));

        assertProblem(service.send(signedBytes(body.toByteArray()).build()), 400, "malformed_body");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id":null}                                       | /id
            {"username":"anna"}                               | /id
            {"id":""}                                         | /id
            {"id":"a/b"}                                      | /id
            {"id":"a b"}                                      | /id
            {"id":"../etc"}                                   | /id
            {"id":{}}                                         | /id
            {"id":"anna"}                                     | /updatedAt
            {"id":"anna","updatedAt":"yesterday"}             | /updatedAt
            {"id":"anna","updatedAt":"2026-11-01T10:00:00"}   | /updatedAt
            {"id":"anna","updatedAt":"2016-12-31T23:59:61Z"}  | /updatedAt
            {"id":"anna","updatedAt":"9999-01-01T00:00:00Z"}  | /updatedAt
            {"id":"anna","updatedAt":"0000-01-01T00:00:00Z"}  | /updatedAt
            {"id":"anna","updatedAt":1767225600000}           | /updatedAt
            {"id":"anna","version":-1}                        | /version
            {"id":"anna","version":1.5}                       | /version
            {"id":"anna","version":9223372036854775808}       | /version
            {"id":"anna","version":1,"estimatedFollowers":-1} | /estimatedFollowers
            {"id":"anna","version":1,"estimatedFollowers":1e3} | /estimatedFollowers
            {"id":"anna","version":1,"estimatedFollowers":9223372036854775808} | /estimatedFollowers
            {"id":"anna","version":1,"engagementRate":1e400}  | /engagementRate
            {"id":"anna","version":1,"engagementRate":-0.1}   | /engagementRate
            {"id":"anna","version":1,"hourlyRate":1e400}      | /hourlyRate
            {"id":"anna","version":1,"hourlyRate":9999999999.995} | /hourlyRate
            {"id":"anna","version":1,"isActive":"perhaps"}    | /isActive
            {"id":"anna","version":1,"isActive":""}           | /isActive
            {"id":"anna","version":1,"isActive":1}            | /isActive
            {"id":"anna","version":1,"emailVerified":-1}      | /emailVerified
            {"id":"anna","version":1,"username":1e400}        | /username
            {"id":"anna","version":1,"username":true}         | /username
            {"id":"anna","version":1,"createdAt":1e308}       | /createdAt
            {"id":"anna","version":"1"}                       | /version
            {"id":"anna","version":1,"estimatedFollowers":"5"} | /estimatedFollowers
            {"id":"anna","version":1,"estimatedFollowers":1.9} | /estimatedFollowers
            {"id":"anna","version":1,"hourlyRate":"75.50"}    | /hourlyRate
            {"id":"anna","version":1,"username":5}            | /username
            {"id":"anna","version":1,"contentCategories":[5]} | /contentCategories/0
            {"type":5,"timestamp":"2026-11-01T10:00:00Z","data":{"id":"anna"}} | /type
            {"id":"anna","version":1,"website":"data:1,x"}    | /website
            {"id":"anna","version":1,"roles":"ADMIN"}         | /roles
            {"id":"anna","version":1,"roles":[{"a":1}]}       | /roles/0
            {"id":"anna","version":1,"website":"javascript:alert(1)"}   | /website
            {"id":"anna","version":1,"website":"javascript:1;alert(1)"} | /website
            {"id":"anna","version":1,"website":"JavaScript:1/alert(1)"} | /website
            {"id":"anna","version":1,"website":"//evil.example/x"} | /website
            {"id":"anna","version":1,"website":"https://"} | /website
            {"id":"anna","version":1,"website":"http://x/\\"><script>"} | /website
            {"id":"anna","version":1,"website":"javascript&colon;alert(1)"} | /website
            {"id":"anna","version":1,"website":"https://user:secret@h/"} | /website
            {"id":"anna","version":1,"hourlyRate":"1e-20000"} | /hourlyRate
            {"id":"anna","version":1,"website":" java\\tscript:alert(1)"} | /website
            {"id":"anna","version":1,"profilePicture":"data:text/html,x"} | /profilePicture
            {"id":"anna","version":1,"firstName":"a\\u0000b"} | /firstName
            {"id":"anna","version":1,"firstName":"\\ud83d"}   | /firstName
            {"id":"anna","version":1,"contentCategories":["ok","\\udc00"]} | /contentCategories/1
            {"type":"user.deleted","data":{"id":"anna","version":1}} | /type
            {"type":"user.created","timestamp":"later","data":{"id":"anna"}} | /timestamp
            {"type":"user.created","data":{"id":"anna","version":1,"bio":[]}} | /data/bio
            """)
    void aBodyThatSaysSomethingImpossibleIsRefusedByField(String body, String field) {
        Answer answer = service.userCreated(body);

        assertProblem(answer, 422, "invalid_body");
        assertThat(answer.faults()).containsExactly(field);
    }

    @Test
    void tooManyAndTooLongValuesAreRefusedByField() {
        Answer answer = service.userCreated(TestUsers.influencer(
                "anna",
                Map.of(
                        "username", "a".repeat(321),
                        "bio", "b".repeat(10_001),
                        "contentCategories", Collections.nCopies(101, "food"),
                        "crewSkills", List.of("cut", "c".repeat(321)),
                        "website", "https://example.com/" + "w".repeat(2048))));

        assertProblem(answer, 422, "invalid_body");
        assertThat(answer.faults())
                .containsExactly("/bio", "/contentCategories", "/crewSkills/1", "/username", "/website");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"userId\":\"a b\"}", "{\"userId\":7.5e1,\"version\":-1}", "{\"data\":{}}"})
    void aDeleteOfNobodyIsRefused(String body) {
        assertProblem(service.userDeleted(body), 422, "invalid_body");
    }

    @Test
    void unknownAndSecretFieldsAreLeftOutEverywhere(CapturedOutput output) {
        traceExpected = true;
        String secret = "hunter2-" + UUID.randomUUID();
        Answer answer = service.userCreated(TestUsers.influencer(
                "anna",
                Map.of(
                        "password",
                        secret,
                        "passwordHash",
                        secret,
                        "refreshToken",
                        Map.of("token", secret),
                        "searchScore",
                        1_000_000,
                        "revision",
                        1_000_000,
                        "deletedAt",
                        "2026-11-01T10:00:00Z",
                        "__proto__",
                        Map.of("admin", secret),
                        "@class",
                        secret)));
        awaitIndexed();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(everythingInTheDatabase()).contains("anna").doesNotContain(secret);
        assertThat(elasticsearch("GET", "/users/_search", "").body())
                .contains("anna")
                .doesNotContain(secret);
        assertThat(output).doesNotContain(secret);
        assertThat(database.sql("SELECT search_score FROM user_cache")
                        .query(Double.class)
                        .single())
                .isLessThan(1);
    }

    private static void assertUnauthorized(Answer answer) {
        assertProblem(answer, 401, "invalid_signature");
        assertThat(answer.body().path("detail").asText()).isEqualTo("The signature is missing or invalid");
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body().path("code").asText()).isEqualTo(code);
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("requestId").asText()).isEqualTo(answer.header("X-Request-ID"));
        assertThat(answer.body().toString()).doesNotContain("Exception", "dev.userservice", "jackson", "SQL");
    }

    private HttpRequest.Builder post() {
        return service.request("/sync/user-created").header("Content-Type", "application/json");
    }

    private HttpRequest.Builder signed(String body, Instant at, String secret) throws Exception {
        return post().header("webhook-id", "msg_1")
                .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .header("webhook-signature", new Webhook(secret).sign("msg_1", at.getEpochSecond(), body))
                .POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder signedBytes(byte[] body) {
        Instant now = Instant.now();
        byte[] key = WebhookSecrets.parse(ServiceTest.SECRET).keys().getFirst().getEncoded();
        String signature = RawSignature.of(key, "msg_1." + now.getEpochSecond() + ".", body);
        return post().header("webhook-id", "msg_1")
                .header("webhook-timestamp", Long.toString(now.getEpochSecond()))
                .header("webhook-signature", signature)
                .POST(BodyPublishers.ofByteArray(body));
    }
}
