package dev.userservice.reindexing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.TestUsers;
import dev.userservice.reindexing.Report.Check;
import dev.userservice.reindexing.Report.Example;
import dev.userservice.reindexing.Report.Verdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whether a new index is let through, stopped, and why, as the report of its rehearsal says. */
class RehearsalIntegrationTests extends AbstractServiceTests {

    private static final String SERVING = "users-000001";

    // how long a search takes on a busy machine is another test's business
    private static final Thresholds WHATEVER_TIME =
            new Thresholds(0, 0.01, 0.8, 0.01, 0.005, 1000, Duration.ofSeconds(10));

    @Autowired
    private Rehearsal rehearsal;

    @Autowired
    private ObjectMapper json;

    @BeforeEach
    void addUsersWhoAreSearchedFor() {
        IntStream.range(0, 20)
                .forEach(n -> add("plain-%02d".formatted(n), "plain%02d".formatted(n), "Anna" + n, "Smith", "crochet"));
        add("jurgen", "juergen.m", "Jürgen", "Müller", "food in Köln");
        add("zoe", "@zoe_k", "Zoë", "Brontë", "poetry");
        add("garcon", "le.garcon", "François", "Garçon", "wine");
        add("xiaoming", "xiaoming", "小明", "王", "北京美食博主");
        add("sakura", "sakura.jp", "さくら", "山田", "東京のカフェ");
        awaitIndexed();
    }

    @AfterEach
    void deleteTheCandidate() {
        CandidateIndex.delete();
    }

    private void add(String id, String username, String firstName, String lastName, String bio) {
        service.userCreated(TestUsers.influencer(
                id,
                Map.of(
                        "username",
                        username,
                        "firstName",
                        firstName,
                        "lastName",
                        lastName,
                        "bio",
                        bio,
                        "location",
                        "Berlin, Germany")));
    }

    @Test
    void anIndexOfTheSameMappingIsAsGood() {
        search("crochet", "anna");
        search("Anna1 Smith", "anna");
        search("muller", "bob");
        search("nobody at all", "bob");
        search("&niche=none&minFollowers=10000000", "bob");
        search("&location=Berlin", "bob");
        awaitSearches(6);
        CandidateIndex.create(definition -> {});

        Report report = rehearse();

        assertThat(report.checks())
                .allSatisfy(check ->
                        assertThat(check.verdict()).as(check.toString()).isEqualTo(Verdict.PASSED));
        assertThat(report.passed()).isTrue();
        assertThat(report.summary())
                .startsWith(
                        "users-candidate is as good as users-000001.\ndocuments: passed. The documents of all 25 users are there");
        assertThat(check(report, "overlap").figures())
                .containsEntry("searches", 6.0)
                .containsEntry("overlap", 1.0);
        assertThat(check(report, "golden queries: handles").figures()).containsEntry("good", 25.0);
        assertThat(check(report, "golden queries: names without accents").figures())
                .containsEntry("good", 3.0);
    }

    @Test
    void withoutSearchesInTheHistoryTheRestDecides() {
        CandidateIndex.create(definition -> {});

        Report report = rehearse();

        assertThat(report.passed()).isTrue();
        assertThat(check(report, "real searches").verdict()).isEqualTo(Verdict.SKIPPED);
    }

    @Test
    void documentsThatAreMissingStaleOrOfNobodyAreFoundById() {
        CandidateIndex.create(definition -> {});
        CandidateIndex.send("DELETE", "/users-candidate/_doc/plain-01", "");
        database.sql("UPDATE user_cache SET revision = nextval('revision') WHERE id = 'plain-02'")
                .update();
        String document = CandidateIndex.send("GET", "/users-candidate/_source/plain-03", "")
                .body();
        CandidateIndex.send("PUT", "/users-candidate/_doc/nobody", document.replace("plain-03", "nobody"));

        Report report = rehearse();

        Check documents = check(report, "documents");
        assertThat(report.passed()).isFalse();
        assertThat(documents.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(documents.examples())
                .containsExactlyInAnyOrder(
                        Example.ofUser("plain-01", "missing"),
                        Example.ofUser("plain-02", "stale"),
                        Example.ofUser("nobody", "orphaned"));
        assertThat(documents.sentence())
                .isEqualTo("Of 25 users 3 differ (1 missing, 1 orphaned, 1 stale); allowed are 0.");
    }

    @Test
    void aChangeOnItsWayIsNoDifference() {
        CandidateIndex.create(definition -> {});
        CandidateIndex.send("DELETE", "/users-candidate/_doc/plain-01", "");
        database.sql("""
                        INSERT INTO index_queue (user_id, revision, queued_at, available_at)
                        SELECT id, revision, now(), now() + interval '1 hour' FROM user_cache WHERE id = 'plain-01'
                        """).update();

        assertThat(check(rehearse(), "documents").verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void aDifferenceThatIsGoneAMomentLaterIsNone() {
        CandidateIndex.create(definition -> {});
        CandidateIndex.send("DELETE", "/users-candidate/_doc/plain-01", "");
        AtomicInteger passed = new AtomicInteger();

        Report report = rehearsal.of(new Candidacy(SERVING, CandidateIndex.NAME, WHATEVER_TIME, () -> {
            if (passed.incrementAndGet() == 1) {
                CandidateIndex.create(definition -> {});
            }
        }));

        assertThat(check(report, "documents").verdict()).isEqualTo(Verdict.PASSED);
        assertThat(passed.get()).isGreaterThan(50);
    }

    @Test
    void itEndsWhenItIsToldTo() {
        CandidateIndex.create(definition -> {});
        Checkpoint cancelled = () -> {
            throw new CancellationException();
        };

        assertThatThrownBy(() -> rehearsal.of(new Candidacy(SERVING, CandidateIndex.NAME, WHATEVER_TIME, cancelled)))
                .isInstanceOf(CancellationException.class);
    }

    @Test
    void aMappingThatLosesAccentsIsStoppedByGoldenQueries() {
        CandidateIndex.create(definition ->
                ((ObjectNode) definition.at("/settings/analysis/filter/folded")).put("type", "lowercase"));

        Report report = rehearse();

        Check golden = check(report, "golden queries: names without accents");
        assertThat(report.passed()).isFalse();
        assertThat(golden.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(golden.examples()).extracting(Example::userId).containsExactlyInAnyOrder("zoe", "garcon");
        assertThat(golden.examples())
                .extracting(Example::finding)
                .allMatch(finding -> finding.endsWith(", before place 1"));
        assertThat(golden.sentence())
                .isEqualTo("2 of 3 users who are among the first 3 in the old index are no longer there in the new one"
                        + " (66.7 %; allowed 1.0 %).");
        assertThat(check(report, "golden queries: names").verdict()).isEqualTo(Verdict.PASSED);
        assertThat(report.summary())
                .startsWith("users-candidate is not as good as users-000001; it takes over only if that is confirmed.")
                .contains("golden queries: names without accents: failed. 2 of 3 users");
        assertThat(json(report)).doesNotContainIgnoringCase("müller", "muller", "zoë", "garcon,", "le.garcon");
    }

    @Test
    void aCommonWordThatFindsNobodyAnyMoreIsANewZeroResult() {
        search("crochet", "anna");
        search("poetry", "anna");
        awaitSearches(2);
        CandidateIndex.create(RehearsalIntegrationTests::loseCrochet);

        Report report = rehearse();

        Check zero = check(report, "new zero-results");
        assertThat(zero.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(zero.sentence())
                .isEqualTo("1 of 2 real searches that found somebody find nobody any more (50.0 %; allowed 0.5 %).");
        assertThat(zero.examples())
                .extracting(Example::finding)
                .containsExactly("a search for influencers of 1 word finds nobody, 20 before");
        assertThat(check(report, "lost results").figures()).containsEntry("lost", 10.0);
        assertThat(check(report, "overlap").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(check(report, "documents").verdict()).isEqualTo(Verdict.PASSED);
    }

    private static void loseCrochet(ObjectNode definition) {
        ((ObjectNode) definition.at("/settings/analysis/filter"))
                .putObject("broken")
                .put("type", "stop")
                .putArray("stopwords")
                .add("crochet");
        JsonNode analyzers = definition.at("/settings/analysis/analyzer");
        List.of("stems", "stems_asked")
                .forEach(name -> ((ArrayNode) analyzers.path(name).path("filter")).insert(2, "broken"));
    }

    @Test
    void searchesTheNewIndexRefusesAreNamedWithTheReason() {
        search("&location=Berlin,+Germany", "anna");
        awaitSearches(1);
        CandidateIndex.create(definition ->
                ((ObjectNode) definition.at("/mappings/properties/location")).put("index_options", "docs"));

        Check zero = check(rehearse(), "new zero-results");

        assertThat(zero.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(zero.examples())
                .extracting(Example::finding)
                .containsExactly(
                        "a search for influencers of 0 words by location is refused (query_shard_exception), found 25 before");
    }

    @Test
    void onlySearchesOfManyPeopleAreToldInWords() {
        List.of("anna", "bob", "carl", "dora", "emil").forEach(person -> search("Crochet", person));
        search("crochet by hand with my friend eve", "anna");
        awaitSearches(6);
        CandidateIndex.create(RehearsalIntegrationTests::loseCrochet);

        Report report = rehearse();

        assertThat(json(report)).doesNotContainIgnoringCase("\"crochet", "by hand", "friend");
        Report told = rehearsal.telling(report);
        assertThat(check(told, "new zero-results").examples())
                .extracting(Example::query)
                .containsExactlyInAnyOrder("crochet", null);
        assertThat(json(told)).doesNotContainIgnoringCase("by hand", "friend");
        database.sql("DELETE FROM search_history").update();
        assertThat(json(rehearsal.telling(report))).doesNotContainIgnoringCase("\"crochet");
    }

    @Test
    void aSlowerIndexIsReported() {
        IntStream.range(0, 30).forEach(n -> search("crochet anna" + n, "anna"));
        awaitSearches(30);
        CandidateIndex.create(
                definition -> ((ObjectNode) definition.at("/settings/index")).put("number_of_shards", 40));

        Report report = rehearse(new Thresholds(0, 0.01, 0, 1, 1, 1.5, Duration.ZERO));

        Check latency = check(report, "latency");
        assertThat(latency.verdict()).as(latency.sentence()).isEqualTo(Verdict.FAILED);
        assertThat(latency.figures().get("ratio")).isGreaterThan(1.5);
        assertThat(latency.examples()).hasSize(20);
        assertThat(latency.examples().getFirst().finding()).startsWith("a search for influencers of 2 words takes ");
    }

    @Test
    void aReportCanBeKeptAsJson() throws JsonProcessingException {
        CandidateIndex.create(definition -> {});

        Report report = rehearse();

        assertThat(json.readValue(json(report), Report.class)).isEqualTo(report);
        assertThat(CandidateIndex.read(json(report)).at("/checks/0/verdict").asText())
                .isEqualTo("passed");
    }

    private Report rehearse() {
        return rehearse(WHATEVER_TIME);
    }

    private Report rehearse(Thresholds thresholds) {
        return rehearsal.of(new Candidacy(SERVING, CandidateIndex.NAME, thresholds, () -> {}));
    }

    private static Check check(Report report, String name) {
        return report.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String json(Report report) {
        try {
            return json.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Searches for a text, or by what begins with an ampersand, as this person. */
    private void search(String query, String person) {
        String parameters = query.startsWith("&") ? query : "q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        assertThat(service.get("/search/influencers?" + parameters, "Authorization", token(person, "USER"))
                        .status())
                .isEqualTo(200);
    }

    private void awaitSearches(long number) {
        await("searches in the history").until(() -> count("SELECT count(*) FROM search_history") == number);
    }
}
