package dev.userservice.search;

import dev.platform.Parameters;
import dev.userservice.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what many people search for, what more of them than before, and what in vain. */
@RestController
class SearchTrendsController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final Map<String, String> ALIASES = Map.of("timeframe", "window", "type", "kind", "size", "limit");

    private final SearchTrends trends;
    private final Vocabulary vocabulary;

    SearchTrendsController(SearchTrends trends, Vocabulary vocabulary) {
        this.trends = trends;
        this.vocabulary = vocabulary;
    }

    @Operation(
            summary = "What people search for, and what more of them than before",
            description = "Of searches by signed-in people, and only what at least five of them searched for. "
                    + "zeroResults is for admins. As CSV with Accept: text/csv or format=csv.")
    @Parameter(
            name = "window",
            in = ParameterIn.QUERY,
            description = "Alias: timeframe",
            schema =
                    @Schema(
                            type = "string",
                            defaultValue = "24h",
                            allowableValues = {"24h", "7d", "30d"}))
    @Parameter(
            name = "kind",
            in = ParameterIn.QUERY,
            description = "Of searches of this kind; without it of all of them. Alias: type",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"influencers", "users", "brands", "crew"}))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Of each list. Alias: size",
            schema = @Schema(type = "integer", minimum = "1", maximum = "50", defaultValue = "10"))
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"json", "csv"}))
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = TrendAnswer.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    @GetMapping("/analytics/search-trends")
    ResponseEntity<Object> trends(@Parameter(hidden = true) HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, ALIASES);
        TrendWindow window = parameters
                .choice("window", TrendWindow.words())
                .map(TrendWindow::of)
                .orElse(TrendWindow.DAY);
        Optional<SearchKind> kind = SearchKind.of(parameters, "kind");
        int limit = (int) parameters.whole("limit", 1, SearchTrends.MOST).orElse(10);
        Optional<String> format = parameters.choice("format", List.of("json", "csv"));
        parameters.check();
        TrendAnswer answer = TrendAnswer.of(
                trends.of(window, kind.orElse(null)), limit, Caller.current().isAdmin(), vocabulary::hasTopic);
        return format.map("csv"::equals).orElseGet(() -> prefersCsv(request.getHeader(HttpHeaders.ACCEPT)))
                ? ResponseEntity.ok().contentType(CSV).body(TrendTable.of(answer))
                : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer);
    }

    // whoever names it, unless JSON is at least as welcome
    private static boolean prefersCsv(@Nullable String accept) {
        try {
            List<MediaType> accepted = MediaType.parseMediaTypes(accept);
            double csv =
                    quality(accepted.stream().filter(CSV::equalsTypeAndSubtype).toList());
            double json = quality(accepted.stream()
                    .filter(MediaType.APPLICATION_JSON::equalsTypeAndSubtype)
                    .toList());
            return csv > json;
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }

    private static double quality(List<MediaType> types) {
        return types.stream().mapToDouble(MediaType::getQualityValue).max().orElse(0);
    }
}
