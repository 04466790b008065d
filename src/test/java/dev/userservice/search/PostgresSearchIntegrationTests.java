package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.platform.Parameters;
import dev.userservice.AbstractServiceTests;
import dev.userservice.TestUsers;
import dev.userservice.user.PublicUser;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Postgres, standing in for Elasticsearch, finds the same people for whole words, filters and orders. */
class PostgresSearchIntegrationTests extends AbstractServiceTests {

    private static final String SAME_AS_ELASTICSEARCH = """
            influencers?
            influencers?q=anna
            influencers?q=@the.anna
            influencers?q=THE.ANNA
            influencers?q=müller
            influencers?q=muller
            influencers?q=anna+müller
            influencers?q=mül
            influencers?q=nobody
            influencers?q=anna&sort=-followers
            influencers?sort=-followers
            influencers?sort=-engagement
            influencers?sort=newest
            influencers?sort=recentlyActive
            influencers?niche=FOOD
            influencers?niche=food&niche=travel
            influencers?category=végan
            influencers?platform=instagram
            influencers?location=berlin
            influencers?location=new+york
            influencers?location=York
            influencers?location=lyon
            influencers?location=france
            influencers?location=lyon/france
            influencers?location=lyon+france
            influencers?location=st.etienne
            influencers?location=etienne
            influencers?tier=nano,mega
            influencers?minFollowers=900&maxFollowers=200000
            influencers?minEngagement=3
            influencers?verified=true
            influencers?verified=false
            influencers?activeWithinDays=3650
            influencers?q=anna&niche=food&verified=true
            influencers?size=1&page=2
            users?
            brands?industry=Food&companyType=agency
            crew?skills=editing&experienceLevel=Senior&availability=now&workStyle=remote&minRate=10&maxRate=50
            """;

    @Autowired
    private PostgresSearch postgres;

    @Autowired
    private TransactionTemplate transactions;

    @BeforeEach
    void addPeople() {
        add("anna", """
                {"username": "the.anna", "firstName": "Anna", "lastName": "Müller", "primaryNiche": "Travel",
                 "contentCategories": ["vegan"], "primaryPlatform": "INSTAGRAM", "location": "Berlin, Germany",
                 "estimatedFollowers": 150000, "engagementRate": 4, "emailVerified": true,
                 "createdAt": "2026-01-01T00:00:00Z", "lastActiveAt": "2026-10-01T00:00:00Z"}""");
        add("zoe", """
                {"username": "zoe", "firstName": "Zoë", "primaryNiche": " food\\t", "contentCategories": ["Végan ", "x"],
                 "location": "New York, USA", "estimatedFollowers": 900, "engagementRate": 2,
                 "createdAt": "2026-02-01T00:00:00Z"}""");
        add("annabel", """
                {"username": "annabel", "firstName": "Annabel", "primaryNiche": "food", "bio": "Vegan by heart",
                 "estimatedFollowers": 2000000, "emailVerified": true, "location": "York"}""");
        add("brand", """
                {"roles": ["BRAND"], "companyName": "Anna Foods", "industry": "food", "companyType": "Agency"}""");
        add("crew", """
                {"roles": ["CREW"], "crewSkills": ["Editing"], "experienceLevel": "senior", "availability": "now",
                 "workStyle": "remote", "hourlyRate": 40}""");
        add("luc", """
                {"username": "luc", "firstName": "Luc", "location": "Lyon/France, St.Etienne", "estimatedFollowers": 7}""");
        add("banned", """
                {"firstName": "Anna", "status": "BANNED"}""");
        awaitIndexed();
    }

    private void add(String id, String fields) {
        service.userCreated(TestUsers.influencer(id, TestUsers.fields(fields)));
    }

    @Test
    void whatBothCanDoTheyAnswerAlike() {
        SoftAssertions table = new SoftAssertions();
        SAME_AS_ELASTICSEARCH.lines().forEach(search -> {
            List<String> expected = service.get(
                            "/search/" + search.replace("ü", "%C3%BC").replace("é", "%C3%A9"))
                    .hits();
            table.assertThat(find(search)).as(search).isEqualTo(expected);
        });
        table.assertAll();
        assertThat(find("influencers?q=anna")).containsExactly("anna", "annabel");
        assertThat(find("influencers?q=vegan")).containsExactlyInAnyOrder("anna", "zoe", "annabel");
        assertThat(find("brands?industry=food")).containsExactly("brand");
    }

    @Test
    void anExactHandleIsFirstAlsoAmongPeopleWithoutOne() {
        service.userCreated(
                "{\"id\":\"nameless\",\"version\":1,\"roles\":[\"INFLUENCER\"],\"status\":\"ACTIVE\",\"firstName\":\"zoe\"}");

        assertThat(find("influencers?q=zoe")).containsExactly("zoe", "nameless");
    }

    @Test
    void exactHandlesAndNamesAndTheMostFamousAreFoundAmongAnyNumber() {
        database.sql("""
                        INSERT INTO user_cache (id, username, first_name, last_name, content_categories, crew_skills, roles,
                                                status, is_active, search_score, estimated_followers, last_sync_at,
                                                source_time, revision)
                        SELECT 'crowd-' || n, 'anna' || n, 'Anna', 'Crowd', '{}', '{}', ARRAY['INFLUENCER'],
                               'ACTIVE', true, 0.9 + n / 1000000.0, n, now(), now(), n
                          FROM generate_series(1, 12000) n
                        """).update();
        add("plain", "{\"username\": \"anna\", \"firstName\": \"Zed\"}");
        add("named", "{\"username\": \"nn\", \"firstName\": \"Änna\"}");
        add("unknown", "{\"username\": \"mm\", \"firstName\": \"Annabella\", \"bio\": \"anna\"}");

        assertThat(find("influencers?q=Anna").subList(0, 4))
                .containsExactly("plain", "named", "crowd-12000", "crowd-11999");
        assertThat(find("influencers?q=anna+crowd").subList(0, 2)).containsExactly("crowd-12000", "crowd-11999");
        assertThat(find("influencers?q=anna&sort=-followers").subList(0, 2)).containsExactly("annabel", "anna");
        assertThat(find("influencers?q=anna&sort=-followers").get(2)).isEqualTo("crowd-12000");
        assertThat(found(query("influencers?q=anna")).isCounted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"search_score", "estimated_followers", "engagement_rate", "created_at", "last_active_at"})
    void everyOrderHasAnIndex(String column) {
        assertThat(count("SELECT count(*) FROM pg_indexes WHERE tablename = 'user_cache' AND indexdef LIKE '%(" + column
                        + " DESC%, id) WHERE%'"))
                .isEqualTo(1);
    }

    @Test
    void whatIsTooSlowIsGivenUpInTimeAndHoldsItsPlaceUntilItHasEnded() {
        transactions.executeWithoutResult(transaction -> {
            database.sql("LOCK TABLE user_cache IN ACCESS EXCLUSIVE MODE").update();
            for (int caller = 0; caller < 8; caller++) {
                Instant start = Instant.now();
                assertThatThrownBy(() -> postgres.find(query("influencers?"), Deadline.after(Duration.ofMillis(300))))
                        .isInstanceOfAny(DataAccessException.class, TransactionException.class);
                assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMillis(600));
            }
        });

        assertThat(find("influencers?q=zoe")).containsExactly("zoe");
    }

    @Test
    void aPageBeyondTheLastStillSaysHowManyThereAre() {
        SearchQuery beyond = query("influencers?page=9");

        assertThat(found(beyond).people()).isEmpty();
        assertThat(found(beyond).total()).isEqualTo(4);
    }

    @Test
    void textIsLiteral() {
        for (String text : List.of("*", "anna:*", "a | b", "!anna", "'", "%", "\\", "()", "<->", ":*", "\u0301")) {
            assertThat(find("influencers?q=" + text)).as(text).hasSizeLessThan(3);
        }
    }

    private List<String> find(String search) {
        return found(query(search)).people().stream().map(PublicUser::id).toList();
    }

    private PostgresSearch.Found found(SearchQuery query) {
        return postgres.find(query, Deadline.after(Duration.ofSeconds(5)));
    }

    private static SearchQuery query(String search) {
        String[] parts = search.split("\\?", 2);
        Map<String, String[]> parameters = Arrays.stream(parts[1].split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.groupingBy(
                        pair -> pair[0],
                        Collectors.collectingAndThen(
                                Collectors.mapping(pair -> pair[1].replace('+', ' '), Collectors.toList()),
                                values -> values.toArray(String[]::new))));
        SearchKind kind = SearchKind.valueOf(parts[0].toUpperCase(Locale.ROOT));
        return SearchQuery.of(kind, new Parameters(parameters, SearchQuery.ALIASES));
    }
}
