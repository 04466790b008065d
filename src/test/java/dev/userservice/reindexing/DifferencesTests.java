package dev.userservice.reindexing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of change of the mapping file asks for. */
class DifferencesTests {

    private static final String LIVE = """
            {
              "settings": {"index": {
                "number_of_shards": "1", "number_of_replicas": "1", "refresh_interval": "1s", "uuid": "x",
                "creation_date": "1", "version": {"created": "9"}, "provided_name": "live",
                "routing": {"allocation": {"include": {"_tier_preference": "data_content"}}},
                "sort": {"field": ["score", "id"], "order": ["desc", "asc"]},
                "analysis": {
                  "char_filter": {"bare": {"type": "pattern_replace", "pattern": "x"}},
                  "filter": {"folded": {"type": "asciifolding"},
                             "jobs": {"type": "synonym_graph", "synonyms": ["cook, chef", "baker, baking"]}},
                  "normalizer": {"label": {"type": "custom", "filter": ["lowercase", "folded"]}},
                  "analyzer": {"words": {"type": "custom", "tokenizer": "standard", "char_filter": ["bare"], "filter": ["lowercase"]},
                               "asked": {"type": "custom", "tokenizer": "standard", "filter": ["lowercase", "jobs"]}}}}},
              "mappings": {"dynamic": "strict", "_meta": {"version": 3}, "properties": {
                "id": {"type": "keyword"},
                "name": {"type": "text", "analyzer": "words", "copy_to": ["all"], "fields": {"label": {"type": "keyword", "normalizer": "label"}}},
                "bio": {"type": "text", "analyzer": "words", "search_analyzer": "asked", "norms": false},
                "all": {"type": "text", "analyzer": "words"},
                "score": {"type": "double"},
                "box": {"properties": {"size": {"type": "integer"}}}}}
            }
            """;

    private static final String FIELDS = """
            {"live": {"mappings": {
              "id": {"full_name": "id", "mapping": {"id": {"type": "keyword", "index": true, "doc_values": true, "ignore_above": 2147483647}}},
              "name.label": {"full_name": "name.label", "mapping": {"label": {"type": "keyword", "norms": false}}},
              "box.size": {"full_name": "box.size", "mapping": {"size": {"type": "integer", "coerce": true}}}
            }}}
            """;

    private static final String SETTINGS =
            "{\"live\": {\"defaults\": {\"index\": {\"codec\": \"default\", \"max_result_window\": \"10000\"}}}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # what is replaced in the file      | by                                             | path                                     | kind    | verdict
            '"box": {'                          | '"pronouns": {"type": "keyword"}, "box": {'    | properties.pronouns                      | ADDED   | IN_PLACE
            '"id": {"type": "keyword"}'         | '"id": {"type": "keyword", "fields": {"text": {"type": "text"}}}' | properties.id.fields.text | ADDED | IN_PLACE
            '"size": {'                         | '"weight": {"type": "integer"}, "size": {'     | properties.box.properties.weight         | ADDED   | IN_PLACE
            '"score": {"type": "double"}'       | '"score": {"type": "long"}'                    | properties.score.type                    | CHANGED | REBUILD
            '"box": {"properties": {"size": {"type": "integer"}}}' | '"box": {"type": "keyword"}'| properties.box.type                      | CHANGED | REBUILD
            '"all": {"type": "text", "analyzer": "words"}' | '"all": {"type": "text", "analyzer": "asked"}' | properties.all.analyzer   | CHANGED | REBUILD
            '"normalizer": "label"'             | '"normalizer": "lowercase"'                    | properties.name.fields.label.normalizer  | CHANGED | REBUILD
            ', "normalizer": "label"'           | ''                                             | properties.name.fields.label.normalizer  | REMOVED | REBUILD
            '"search_analyzer": "asked"'        | '"search_analyzer": "words"'                   | properties.bio.search_analyzer           | CHANGED | IN_PLACE
            ', "search_analyzer": "asked"'      | ''                                             | properties.bio.search_analyzer           | REMOVED | IN_PLACE
            '"copy_to": ["all"]'                | '"copy_to": ["all", "bio"]'                    | properties.name.copy_to                  | CHANGED | IN_PLACE
            ', "copy_to": ["all"]'              | ''                                             | properties.name.copy_to                  | REMOVED | IN_PLACE
            '"all": {"type": "text"'            | '"all": {"type": "text", "norms": false'       | properties.all.norms                     | ADDED   | IN_PLACE
            ', "norms": false'                  | ''                                             | properties.bio.norms                     | REMOVED | REBUILD
            '"id": {"type": "keyword"}'         | '"id": {"type": "keyword", "doc_values": false}' | properties.id.doc_values               | ADDED   | REBUILD
            '"id": {"type": "keyword"}'         | '"id": {"type": "keyword", "ignore_above": 99}'| properties.id.ignore_above               | ADDED   | IN_PLACE
            '"id": {"type": "keyword"},'        | ''                                             | properties.id                            | REMOVED | LEFT_OVER
            ', "fields": {"label": {"type": "keyword", "normalizer": "label"}}' | ''             | properties.name.fields.label             | REMOVED | LEFT_OVER
            '"dynamic": "strict"'               | '"dynamic": false'                             | dynamic                                  | CHANGED | IN_PLACE
            '"_meta": {"version": 3}'           | '"_meta": {"version": 4}'                      | _meta                                    | CHANGED | IN_PLACE
            '"refresh_interval": "1s"'          | '"refresh_interval": "5s"'                     | settings.index.refresh_interval          | CHANGED | IN_PLACE
            '"refresh_interval": "1s",'         | ''                                             | settings.index.refresh_interval          | REMOVED | LEFT_OVER
            '"uuid": "x",'                      | '"max_result_window": 20000,'                  | settings.index.max_result_window         | ADDED   | IN_PLACE
            '"number_of_shards": "1"'           | '"number_of_shards": 2'                        | settings.index.number_of_shards          | CHANGED | REBUILD
            '"number_of_replicas": "1"'         | '"number_of_replicas": 0'                      | settings.index.number_of_replicas        | CHANGED | IN_PLACE
            '"uuid": "x",'                      | '"codec": "best_compression",'                 | settings.index.codec                     | ADDED   | REBUILD
            '"uuid": "x",'                      | '"something_new": 1,'                          | settings.index.something_new             | ADDED   | REBUILD
            '"field": ["score", "id"]'          | '"field": ["id", "score"]'                     | settings.index.sort.field                | CHANGED | REBUILD
            '"order": ["desc", "asc"]'          | '"missing": ["_last", "_last"], "order": ["desc", "asc"]' | settings.index.sort.missing   | ADDED   | REBUILD
            '"filter": ["lowercase"]}'          | '"filter": ["lowercase", "folded"]}'           | settings.index.analysis.analyzer.words.filter | CHANGED | REBUILD
            '{"type": "asciifolding"}'          | '{"type": "asciifolding", "preserve_original": true}' | settings.index.analysis.filter.folded.preserve_original | ADDED | REBUILD
            '"pattern": "x"'                    | '"pattern": "y"'                               | settings.index.analysis.char_filter.bare.pattern | CHANGED | REBUILD
            '"baker, baking"'                   | '"baker, baking, pastry"'                      | settings.index.analysis.filter.jobs.synonyms | CHANGED | REBUILD
            '"analyzer": {"words"'              | '"analyzer": {"other": {"type": "stop"}, "words"' | settings.index.analysis.analyzer.other | ADDED  | REBUILD
            """)
    void aChangeOfTheFileIsFoundAndJudged(String replaced, String by, String path, Change.Kind kind, Verdict verdict) {
        List<Change> changes = changes(LIVE.replace(replaced, by == null ? "" : by));

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.path()).isEqualTo(path);
            assertThat(change.kind()).isEqualTo(kind);
            assertThat(change.verdict()).isEqualTo(verdict);
            assertThat(change.why()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '"number_of_shards": "1"'      | '"number_of_shards": 1'
            '"norms": false'               | '"norms": "false"'
            '"copy_to": ["all"]'           | '"copy_to": "all"'
            '"id": {"type": "keyword"}'    | '"id": {"type": "keyword", "index": true, "doc_values": "true", "ignore_above": 2147483647}'
            '"size": {"type": "integer"}'  | '"size": {"type": "integer", "coerce": true}'
            '"box": {'                     | '"box": {"type": "object", "enabled": true, '
            '"dynamic": "strict"'          | '"dynamic": "strict", "date_detection": true'
            '"normalizer": "label"'        | '"normalizer": "label", "norms": false'
            '"uuid": "x",'                 | '"codec": "default",'
            '"refresh_interval": "1s"'     | '"refresh_interval": "1s", "max_result_window": 10000'
            '"number_of_replicas": "1",'   | ''
            '"number_of_shards": "1",'     | ''
            '"char_filter": ["bare"]'      | '"char_filter": "bare"'
            '"version": 3'                 | '"version": "3"'
            """)
    void whatElasticsearchWritesInAnotherWayIsNoChange(String replaced, String by) {
        assertThat(LIVE).contains(replaced);
        assertThat(changes(LIVE.replace(replaced, by))).isEmpty();
    }

    @Test
    void settingsMayBeWrittenFlatAndWithoutTheirPrefix() {
        String file = """
                {"settings": {"index.refresh_interval": "1s", "sort.field": ["score", "id"], "index.sort": {"order": ["desc", "asc"]},
                  "analysis": %s}, "mappings": %s}
                """.formatted(
                        json(LIVE).at("/settings/index/analysis"), json(LIVE).path("mappings"));

        assertThat(changes(file)).isEmpty();
    }

    @Test
    void replicasThatAreExpandedByTheNumberOfNodesAreNoChange() {
        String expanded = LIVE.replace("\"number_of_replicas\": \"1\"", "\"auto_expand_replicas\": \"0-1\"");
        String live = LIVE.replace(
                "\"number_of_replicas\": \"1\"", "\"auto_expand_replicas\": \"0-1\", \"number_of_replicas\": \"0\"");

        assertThat(Differences.between(live(live), file(expanded))).isEmpty();
    }

    @Test
    void aNewFieldWithANewAnalyzerNeedsARebuildAndIsRefusedUntilThen() {
        List<Change> changes = changes(LIVE.replace(
                        "\"analyzer\": {\"words\"",
                        "\"analyzer\": {\"fresh\": {\"type\": \"custom\", \"tokenizer\": \"standard\"}, \"words\"")
                .replace("\"box\": {", "\"tagline\": {\"type\": \"text\", \"analyzer\": \"fresh\"}, \"box\": {"));

        assertThat(changes).extracting(Change::verdict).containsOnly(Verdict.REBUILD);
        assertThat(find(changes, "settings.index.analysis.analyzer.fresh").why())
                .contains("closed index")
                .contains("used by tagline");
        assertThat(find(changes, "properties.tagline").why())
                .contains("Needs the analyzer \"fresh\"")
                .contains("closed index")
                .contains("documents with it are refused");
    }

    @Test
    void aNewFieldWithAnAnalyzerThatIsThereAlreadyIsAddedAtOnce() {
        List<Change> changes = changes(
                LIVE.replace("\"box\": {", "\"tagline\": {\"type\": \"text\", \"analyzer\": \"words\"}, \"box\": {"));

        assertThat(changes).singleElement().extracting(Change::verdict).isEqualTo(Verdict.IN_PLACE);
    }

    @Test
    void aFieldIsNotCopiedToOneThatHasToWait() {
        List<Change> changes = changes(LIVE.replace(
                        "\"analyzer\": {\"words\"", "\"analyzer\": {\"fresh\": {\"type\": \"stop\"}, \"words\"")
                .replace("\"copy_to\": [\"all\"]", "\"copy_to\": [\"all\", \"tagline\"]")
                .replace("\"box\": {", "\"tagline\": {\"type\": \"text\", \"analyzer\": \"fresh\"}, \"box\": {"));

        assertThat(find(changes, "properties.name.copy_to"))
                .satisfies(change -> assertThat(change.verdict()).isEqualTo(Verdict.REBUILD))
                .satisfies(change -> assertThat(change.why()).contains("tagline"));
    }

    @Test
    void theFieldsThatUseAChangedPartAreNamedThroughWhateverIsMadeOfIt() {
        assertThat(changes(LIVE.replace("\"asciifolding\"", "\"lowercase\""))
                        .getFirst()
                        .why())
                .endsWith("used by name.label");
        assertThat(changes(LIVE.replace("baker, baking", "baker")).getFirst().why())
                .endsWith("used by bio");
        assertThat(changes(LIVE.replace("\"pattern\": \"x\"", "\"pattern\": \"y\""))
                        .getFirst()
                        .why())
                .endsWith("used by all, bio, name");
    }

    @Test
    void theVersionWaitsForTheRebuild() {
        List<Change> changes =
                changes(LIVE.replace("\"version\": 3", "\"version\": 4").replace("\"double\"", "\"float\""));

        assertThat(find(changes, "_meta").verdict()).isEqualTo(Verdict.REBUILD);
    }

    @Test
    void whatOnlyTheLiveIndexHasIsLeftOver() {
        String file = LIVE.replace(
                "\"jobs\": {\"type\": \"synonym_graph\", \"synonyms\": [\"cook, chef\", \"baker, baking\"]}",
                "\"folded2\": {\"type\": \"asciifolding\"}");

        assertThat(find(changes(file), "settings.index.analysis.filter.jobs").verdict())
                .isEqualTo(Verdict.LEFT_OVER);
    }

    private static Change find(List<Change> changes, String path) {
        return changes.stream()
                .filter(change -> change.path().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " is not among " + changes));
    }

    private static List<Change> changes(String file) {
        return Differences.between(live(LIVE), file(file));
    }

    private static LiveIndex live(String body) {
        JsonNode index = JsonMapper.builder().build().createObjectNode().set("live", json(body));
        return LiveIndex.of("live", index, json(FIELDS), json(SETTINGS));
    }

    private static Definition file(String body) {
        return Definition.of(json(body));
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
