package dev.userservice.trending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.userservice.AbstractServiceTests;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import dev.userservice.trending.ActivityDocuments.Document;
import dev.userservice.trending.ActivityDocuments.Person;
import dev.userservice.user.Tier;
import dev.userservice.user.Traces.Trace;
import dev.userservice.user.Users;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is trending, as anybody may ask; each test in a niche of its own, as lists are remembered. */
class TrendingIntegrationTests extends AbstractServiceTests {

    private static final ListKey EVERYBODY = new ListKey(Kind.INFLUENCERS, Window.DAY, null, null, null);
    private static final int PLACES = 16;

    @Autowired
    private ObservedActivity activity;

    @Autowired
    private Users users;

    @Autowired
    private PublishedLists lists;

    @Autowired
    private PastRanks past;

    @Autowired
    private TrendingErasure erasure;

    @Autowired
    private InstantSource clock;

    @Autowired
    private BulkheadRegistry bulkheads;

    private final String niche = "niche-" + UUID.randomUUID();
    private final List<Document> documents = new ArrayList<>();

    @Test
    void whoHasMoreViewersThanExpectedIsShownWithTheNumbers() {
        add("anna", Tier.NANO, 28, 60);
        add("bert", Tier.MID, 1400, 200);
        write();

        Answer answer = trending("&limit=5");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(ids(answer)).containsExactly("anna");
        JsonNode anna = answer.body().at("/items/0");
        assertThat(anna.path("rank").asInt()).isEqualTo(1);
        assertThat(anna.has("previousRank")).isFalse();
        assertThat(anna.at("/user/username").asText()).isEqualTo("anna");
        assertThat(anna.path("viewers").asLong()).isEqualTo(60);
        assertThat(anna.path("expectedViewers").asDouble()).isBetween(3.5, 5.0);
        assertThat(anna.has("growthPercent")).as("of 4 a day").isFalse();
        assertThat(anna.at("/why/viewersBefore").asLong()).isEqualTo(28);
        assertThat(anna.at("/why/tier").asText()).isEqualTo("nano");
        assertThat(anna.at("/why/surelyTimesExpected").asDouble()).isGreaterThan(5);
        assertThat(StreamSupport.stream(anna.path("series").spliterator(), false)
                        .mapToLong(JsonNode::asLong)
                        .sum())
                .isEqualTo(60);
        assertThat(answer.body().path("degraded").asBoolean(true)).isFalse();
        assertThat(Instant.parse(answer.body().path("asOf").asText())).isBeforeOrEqualTo(clock.instant());
        assertThat(answer.response().body()).doesNotContain("@");
    }

    @Test
    void viewersWhoComeOneByOneCountToo() {
        Person anna = Person.influencer("anna", Tier.NANO, niche);
        add("anna", Tier.NANO, 7, 0);
        Instant hour = Grain.HOUR.floor(clock.instant());
        IntStream.range(0, 20)
                .forEach(i -> documents.add(new Document(anna, Grain.HOUR, hour.minus(Duration.ofHours(i)), 1, 1)));
        write();

        assertThat(ids(trending(""))).containsExactly("anna");
    }

    @Test
    void brandsHaveAListOfTheirOwn() {
        add("anna", Tier.NANO, 7, 60);
        Person acme = new Person("acme", "BRAND", Tier.NANO, niche, "Instagram");
        service.userCreated(TestUsers.influencer(
                "acme", Map.of("primaryNiche", niche, "roles", List.of("BRAND"), "companyName", "Acme")));
        addActivity(acme, 7, 40);
        write();

        Answer brands = service.get("/api/analytics/popular-brands?window=24h&niche=" + niche);

        assertThat(ids(brands)).containsExactly("acme");
        assertThat(brands.body().at("/items/0/user/companyName").asText()).isEqualTo("Acme");
        assertThat(ids(trending(""))).containsExactly("anna");
    }

    @Test
    void aListMayBeOfOneTierOrPlatformInAnyCase() {
        add("anna", Tier.NANO, 7, 60);
        add("mega", Tier.MEGA, 7, 600);
        write();

        assertThat(ids(trending("&tier=mega"))).containsExactly("mega");
        assertThat(ids(trending("&platform=INSTAGRAM"))).containsExactlyInAnyOrder("anna", "mega");
        assertThat(ids(trending("&platform=TikTok"))).isEmpty();
        assertThat(ids(trending("&limit=1"))).hasSize(1);
        assertThat(ids(service.get(
                        "/analytics/trending-influencers?timeframe=24h&niche=" + niche.toUpperCase(Locale.ROOT))))
                .contains("mega");
    }

    @Test
    void whoIsDeletedIsGoneAtOnceAndWhoIsHiddenASecondLater() {
        List.of("anna", "bert", "cleo").forEach(id -> add(id, Tier.NANO, 7, 60));
        write();
        assertThat(ids(trending(""))).containsExactlyInAnyOrder("anna", "bert", "cleo");
        assertThat(erasure.of("anna")).isEqualTo(Trace.PRESENT);

        service.userDeleted("{\"userId\":\"anna\",\"version\":2}");

        assertThat(ids(trending(""))).containsExactlyInAnyOrder("bert", "cleo");
        assertThat(erasure.of("anna")).isEqualTo(Trace.ABSENT);
        service.userUpdated(TestUsers.influencer("bert", Map.of("version", 2, "status", "SUSPENDED")));
        await().atMost(Duration.ofSeconds(3)).until(() -> ids(trending("")).equals(List.of("cleo")));
        assertThat(trending("").body().at("/items/0/rank").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"primaryNiche": "travel"}     | ''
            {"primaryPlatform": "TikTok"}  | &platform=instagram
            {"estimatedFollowers": 20000}  | &tier=nano
            """)
    void whoNoLongerFitsAListIsOffItASecondLater(String change, String filter) {
        List.of("anna", "bert").forEach(id -> add(id, Tier.NANO, 7, 60));
        write();
        assertThat(ids(trending(filter))).containsExactlyInAnyOrder("anna", "bert");
        Map<String, Object> changed = new HashMap<>(profile(Tier.NANO, niche));
        changed.put("version", 2);
        changed.putAll(TestUsers.fields(change));

        service.userUpdated(TestUsers.influencer("anna", changed));

        await().atMost(Duration.ofSeconds(3)).until(() -> ids(trending(filter)).equals(List.of("bert")));
    }

    @Test
    void insteadOfWhoNoLongerFitsAListItHoldsFurtherOnes() {
        add("anna", Tier.NANO, niche, "travel", 600);
        List<String> others = IntStream.range(0, ListBuilder.LONGEST)
                .mapToObj(number -> "other-" + number)
                .toList();
        others.forEach(id -> add(id, Tier.NANO, 7, 60));
        write();

        assertThat(ids(trending("&limit=50"))).containsExactlyInAnyOrderElementsOf(others);
    }

    @Test
    void aNicheMayBeAskedForWithoutItsAccents() {
        add("anna", Tier.NANO, "Crème-" + niche, "Crème-" + niche, 60);
        write();

        assertThat(ids(service.get("/analytics/trending-influencers?niche=creme-" + niche)))
                .containsExactly("anna");
    }

    @Test
    void whoseNicheHasNoPastIsJudgedByTheTimeAnythingIsCounted() {
        Instant now = clock.instant();
        Person anna = Person.influencer("anna", Tier.NANO, niche);
        Person other = Person.influencer("other", Tier.NANO, "other-" + niche);
        service.userCreated(TestUsers.influencer("anna", profile(Tier.NANO, niche)));
        documents.add(new Document(anna, Grain.HOUR, Grain.HOUR.floor(now), 20, 20));
        documents.add(new Document(other, Grain.DAY, Grain.DAY.floor(now).minus(Duration.ofDays(8)), 1, 1));
        write();

        Answer answer = trending("");

        assertThat(ids(answer)).containsExactly("anna");
        assertThat(answer.body().at("/items/0/why/hoursBefore").asDouble()).isEqualTo(7 * 24);
    }

    @Test
    void whileManyWaitForListsOfNichesWhoAsksForAnotherIsRefusedAtOnce() {
        Instant now = clock.instant();
        List<ListKey> keys = IntStream.rangeClosed(0, PLACES)
                .mapToObj(number -> new ListKey(Kind.INFLUENCERS, Window.DAY, niche + number, null, null))
                .toList();
        // as if another instance were making them
        keys.forEach(key -> lists.claim(key.name(), now, now, Duration.ofMinutes(1)));
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> waiting = keys.stream()
                    .limit(PLACES)
                    .map(key -> callers.submit(() -> list(key)))
                    .toList();
            Bulkhead.Metrics places = bulkheads.bulkhead("trending").getMetrics();
            await().until(() -> places.getAvailableConcurrentCalls() == 0);

            Answer refused = list(keys.getLast());

            assertThat(waiting).noneMatch(Future::isDone);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.body().path("code").asText()).isEqualTo("trending_unavailable");
            assertThat(refused.header("Retry-After")).isEqualTo("2");
            assertThat(service.get("/analytics/popular-brands?window=30d").status())
                    .as("of all niches")
                    .isEqualTo(200);
        }
        database.sql("DELETE FROM trending_list").update();
        assertThat(list(keys.getLast()).status()).isEqualTo(200);
    }

    private Answer list(ListKey key) {
        return service.get("/analytics/trending-influencers?window=24h&niche=" + key.niche());
    }

    @Test
    void anAnswerThatIsKnownIsNotSentAgain() {
        add("anna", Tier.NANO, 7, 60);
        write();
        Answer answer = trending("");

        assertThat(answer.header("Cache-Control")).isEqualTo("max-age=30, public");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        int status = service.sendRaw(service.request(
                                "/analytics/trending-influencers?window=24h&niche=" + niche,
                                "If-None-Match",
                                answer.header("ETag"))
                        .GET()
                        .build())
                .statusCode();
        assertThat(status).isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            window=2h                | window
            timeframe=              | timeframe
            tier=huge               | tier
            limit=51                | limit
            size=0                  | size
            niche=a&niche=b         | niche
            platform=%20            | platform
            sort=new                | sort
            window=24h&timeframe=7d | window
            """)
    void whatIsWrongWithParametersIsNamed(String query, String parameter) {
        for (String route : List.of("trending-influencers", "popular-brands")) {
            Answer answer = service.get("/analytics/" + route + "?" + query);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.faults()).containsExactly(parameter);
        }
    }

    @Test
    void ranksAreComparedWithThoseOfADayAgo() {
        List.of("anna", "bert", "cleo").forEach(id -> add(id, Tier.NANO, 7, id.equals("anna") ? 90 : 60));
        write();
        Instant yesterday = clock.instant().minus(Duration.ofDays(1)).minusSeconds(1);
        publish(yesterday.minus(Duration.ofHours(6)), "cleo");
        publish(yesterday, "bert", "anna");
        publish(yesterday.plus(Duration.ofHours(6)), "cleo", "anna");

        JsonNode items = trending("").body().path("items");

        assertThat(StreamSupport.stream(items.spliterator(), false)
                        .map(item -> item.at("/user/id").asText() + " "
                                + item.path("previousRank").asText("-") + " "
                                + item.path("movement").asText()))
                .containsExactly("anna 2 up", "bert 1 down", "cleo - new");
    }

    private void publish(Instant asOf, String... userIds) {
        List<TrendingList.Place> places = List.of(userIds).stream()
                .map(userId -> new TrendingList.Place(Risers.of(userId, Tier.NANO, niche, 60), null))
                .toList();
        lists.claim(key().name(), asOf, asOf, Duration.ZERO);
        lists.publish(key().name(), new TrendingList(asOf, null, places), Window.DAY.comparison());
    }

    /** Counts how often it really makes a list. */
    private final class Counting extends ListBuilder {

        private final AtomicInteger made;

        Counting(AtomicInteger made) {
            super(activity, users);
            this.made = made;
        }

        @Override
        List<Riser> build(ListKey key, Instant now) {
            made.incrementAndGet();
            return super.build(key, now);
        }
    }

    @Test
    void twoInstancesMakeAListOnceAndAgreeOnIt() throws Exception {
        add("anna", Tier.NANO, 7, 60);
        write();
        AtomicInteger made = new AtomicInteger();
        List<TrendingLists> instances = List.of(instance(new Counting(made)), instance(new Counting(made)));

        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HeldList.Shown>> shown = IntStream.range(0, 100)
                    .mapToObj(i -> callers.submit(() -> instances.get(i % 2).current(EVERYBODY)))
                    .toList();
            for (Future<HeldList.Shown> one : shown) {
                assertThat(one.get()).isEqualTo(shown.getFirst().get());
            }
        }
        assertThat(made).hasValue(1);
        assertThat(instance(new Counting(made)).current(EVERYBODY).list().places())
                .hasSize(1);
        assertThat(made).as("after a restart").hasValue(1);
    }

    private TrendingLists instance(ListBuilder builder) {
        return new TrendingLists(
                new ListTurns(builder, lists, past, clock, new SimpleMeterRegistry()), lists, bulkheads, clock);
    }

    @Test
    void whoIsDeletedWhileAListIsMadeIsNotPublished() {
        publish(clock.instant(), "gone");

        assertThat(lists.find(key().name()).orElseThrow().places()).isEmpty();
        assertThat(erasure.of("gone")).isEqualTo(Trace.ABSENT);
    }

    @Test
    void anOlderListNeverReplacesANewerOne() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        publish(now);
        lists.publish(key().name(), new TrendingList(now.minusSeconds(60), null, List.of()), Window.DAY.comparison());

        assertThat(lists.find(key().name()).orElseThrow().asOf()).isEqualTo(now);
    }

    @Test
    void listsNobodyAsksForAreDropped() {
        publish(clock.instant().minus(Duration.ofDays(3)));

        lists.purge(clock.instant().minus(Duration.ofDays(2)), 1000);

        assertThat(lists.find(key().name())).isEmpty();
    }

    private ListKey key() {
        return new ListKey(Kind.INFLUENCERS, Window.DAY, niche, null, null);
    }

    private Answer trending(String more) {
        return service.get("/analytics/trending-influencers?window=24h&niche=" + niche + more);
    }

    private static List<String> ids(Answer answer) {
        return StreamSupport.stream(answer.body().path("items").spliterator(), false)
                .map(item -> item.at("/user/id").asText())
                .toList();
    }

    private void add(String id, Tier tier, long before, long viewers) {
        service.userCreated(TestUsers.influencer(id, profile(tier, niche)));
        addActivity(Person.influencer(id, tier, niche), before, viewers);
    }

    /** Somebody whose activity may be of another niche than the profile now tells. */
    private void add(String id, Tier tier, String nicheThen, String nicheNow, long viewers) {
        service.userCreated(TestUsers.influencer(id, profile(tier, nicheNow)));
        addActivity(Person.influencer(id, tier, nicheThen), 7, viewers);
    }

    private static Map<String, Object> profile(Tier tier, String niche) {
        return Map.of(
                "primaryNiche",
                niche,
                "primaryPlatform",
                "Instagram",
                "estimatedFollowers",
                tier.from(),
                "createdAt",
                "2025-01-01T00:00:00Z");
    }

    /** So many viewers on the seven days before, and so many in the latest hours. */
    private void addActivity(Person person, long before, long viewers) {
        Instant now = clock.instant();
        Instant today = Grain.DAY.floor(now);
        for (int day = 2; day <= 8; day++) {
            documents.add(new Document(person, Grain.DAY, today.minus(Duration.ofDays(day)), before, before / 7));
        }
        documents.add(new Document(person, Grain.HOUR, Grain.HOUR.floor(now), viewers, viewers / 2));
        documents.add(new Document(
                person, Grain.HOUR, Grain.HOUR.floor(now).minus(Duration.ofHours(5)), viewers, viewers - viewers / 2));
        documents.add(new Document(person, Grain.DAY, today, viewers, viewers));
    }

    private void write() {
        assertThat(elasticsearch("POST", "/activity/_bulk?refresh=true", ActivityDocuments.bulk(documents))
                        .body())
                .contains("\"errors\":false");
    }
}
