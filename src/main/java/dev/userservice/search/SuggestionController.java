package dev.userservice.search;

import dev.platform.Parameters;
import dev.platform.RequestId;
import dev.userservice.elasticsearch.ElasticsearchUnavailableException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Suggests, while somebody types, what to search for. */
@RestController
class SuggestionController {

    private static final int LONGEST_TEXT = 64;
    private static final int MOST_OF_THE_REST = 2;

    private final SuggestedUsers users;
    private final Vocabulary vocabulary;
    private final PopularSearches popular;

    SuggestionController(SuggestedUsers users, Vocabulary vocabulary, PopularSearches popular) {
        this.users = users;
        this.vocabulary = vocabulary;
        this.popular = popular;
    }

    /** {@code degraded} says that users are missing, because Elasticsearch does not answer. */
    record Suggestions(List<Suggestion> suggestions, boolean degraded, String requestId) {}

    @Operation(
            summary =
                    "Suggest names, handles, niches, categories, places and popular searches of this type as somebody types")
    @Parameter(name = "q", in = ParameterIn.QUERY, schema = @Schema(type = "string", maxLength = LONGEST_TEXT))
    @Parameter(
            name = "type",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = "string",
                            defaultValue = "influencers",
                            allowableValues = {"influencers", "users", "brands", "crew"}))
    @Parameter(
            name = "size",
            in = ParameterIn.QUERY,
            description = "Alias: limit",
            schema = @Schema(type = "integer", minimum = "1", maximum = "20", defaultValue = "8"))
    @GetMapping("/search/suggestions")
    Suggestions suggestions(@Parameter(hidden = true) HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, SearchQuery.ALIASES);
        String text = parameters.text("q", LONGEST_TEXT, LONGEST_TEXT);
        SearchKind kind = kind(parameters);
        int size = (int) parameters.whole("size", 1, 20).orElse(8);
        parameters.check();
        return Words.areIn(text)
                ? suggestions(text, kind, size)
                : new Suggestions(List.of(), false, RequestId.current());
    }

    static SearchKind kind(Parameters parameters) {
        return SearchKind.of(parameters, "type").orElse(SearchKind.INFLUENCERS);
    }

    private Suggestions suggestions(String text, SearchKind kind, int size) {
        List<Suggestion> all = new ArrayList<>();
        boolean degraded = false;
        popular.beginningWith(text, kind, MOST_OF_THE_REST).stream()
                .map(Suggestion::ofQuery)
                .forEach(all::add);
        vocabulary.beginningWith(text, kind, MOST_OF_THE_REST).stream()
                .map(Suggestion::ofWord)
                .forEach(all::add);
        try {
            all.addAll(users.beginningWith(text, kind, size));
        } catch (ElasticsearchUnavailableException e) {
            degraded = true;
        }
        Set<String> seen = new HashSet<>();
        return new Suggestions(
                all.stream()
                        .filter(suggestion -> suggestion.user() != null || seen.add(suggestion.text()))
                        .limit(size)
                        .toList(),
                degraded,
                RequestId.current());
    }
}
