package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.localservers.SharedServers;
import dev.userservice.AbstractServiceTests;
import dev.userservice.ElasticsearchProxy;
import dev.userservice.Service.Answer;
import dev.userservice.TestUsers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** A search that cannot make the attempt that was due says that people may be missing. */
@ContextConfiguration(initializers = IncompleteSearchIntegrationTests.BehindAProxy.class)
@DirtiesContext
class IncompleteSearchIntegrationTests extends AbstractServiceTests {

    private static final ElasticsearchProxy ELASTICSEARCH =
            ElasticsearchProxy.before(SharedServers.get().elasticsearchUrl());

    static final class BehindAProxy implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource(
                            "proxy", Map.of("user-service.elasticsearch.url", ELASTICSEARCH.url())));
        }
    }

    @Autowired
    private SearchHistory history;

    @BeforeEach
    void addPeople() {
        service.userCreated(TestUsers.influencer("katherine", Map.of("firstName", "Katherine", "bio", "Katherina")));
        awaitIndexed();
        ELASTICSEARCH.refuse(body -> body.contains("\"fuzziness\""));
    }

    @AfterEach
    void refuseNothing() {
        ELASTICSEARCH.refuse(body -> false);
        ELASTICSEARCH.garble(body -> false);
    }

    @Test
    void nobodyFoundWithoutTheAttemptThatWasDueIsNotPresentedAsNobody() {
        Answer answer = service.search("katherinr");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.hits()).isEmpty();
        assertThat(answer.body().path("degraded").asBoolean()).isTrue();
        assertThat(answer.body().has("matched")).isFalse();
    }

    @Test
    void aFewFoundWithoutTheAttemptThatWasDueAreMarked() {
        assertThat(service.search("katherina").hits()).containsExactly("katherine");
        assertThat(service.search("katherina").body().path("degraded").asBoolean())
                .isTrue();
        assertThat(service.search("katherine").body().path("degraded").asBoolean(true))
                .isFalse();
    }

    @Test
    void anAnswerThatCannotBeReadCountsAsNone() {
        ELASTICSEARCH.garble(body -> body.contains("\"query\""));
        Answer search = service.search("katherine");
        Answer suggestions = service.get("/search/suggestions?q=kath");

        assertThat(search.hits()).containsExactly("katherine");
        assertThat(search.body().path("degraded").asBoolean()).isTrue();
        assertThat(suggestions.status()).isEqualTo(200);
        assertThat(suggestions.body().path("degraded").asBoolean()).isTrue();
    }

    @Test
    void theHistoryKeepsNoSearchThatMayHaveFoundSomebody() {
        service.search("katherinr");
        service.search("katherine");
        history.flush();

        assertThat(database.sql("SELECT search_query FROM search_history")
                        .query(String.class)
                        .list())
                .containsExactly("katherine");
    }

    @Test
    void whyDoesNotSayThatNoWordMatchesEither() {
        assertThat(service.get("/search/why?user=katherine&q=katherinr", "Authorization", token("root", "ADMIN"))
                        .status())
                .isEqualTo(503);
    }

    @Test
    void itIsWholeAgainAsSoonAsItCanBe() {
        ELASTICSEARCH.refuse(body -> false);
        Answer answer = service.search("katherinr");

        assertThat(answer.hits()).containsExactly("katherine");
        assertThat(answer.body().path("degraded").asBoolean(true)).isFalse();
        assertThat(answer.body().path("matched").asText()).isEqualTo("with_typos");
    }
}
