package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.platform.Parameters;
import dev.userservice.user.PublicUser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is left out of the page of a search that has taken long. */
class SearchPagesTests {

    private final SearchPages pages = new SearchPages(null, new Corrections());

    @Test
    void aSearchThatHasTakenLongIsAnsweredWithoutASuggestion() {
        long early = System.nanoTime() - Duration.ofMillis(500).toNanos();

        assertThat(page(System.nanoTime()).suggestion()).isEqualTo("katherine");
        assertThat(page(early).suggestion()).isNull();
        assertThat(page(early).userIds()).containsExactly("kath");
    }

    private SearchPage page(long started) {
        var query = SearchQuery.of(
                SearchKind.INFLUENCERS, new Parameters(Map.of("q", new String[] {"katherinr"}), Map.of()));
        var guess = new SearchAnswer.Found(
                new StoredUser("kath", bytes("{\"id\":\"kath\"}")),
                bytes("[19.0,0.5,\"kath\"]"),
                MissingNode.getInstance(),
                MissingNode.getInstance(),
                MissingNode.getInstance());
        var answer = new SearchAnswer(false, SearchPage.Total.of(1, true), List.of(guess), MissingNode.getInstance());
        return pages.of(new SearchResults(query, Attempt.FUZZY, answer), Instant.EPOCH, started);
    }

    private static ByteBuffer bytes(String json) {
        return ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
    }

    /** Has one for every text. */
    private static final class Corrections extends DidYouMean {

        Corrections() {
            super(null);
        }

        @Override
        Optional<String> instead(SearchQuery query, PublicUser best) {
            return Optional.of("katherine");
        }
    }
}
