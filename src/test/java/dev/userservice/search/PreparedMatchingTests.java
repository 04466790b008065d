package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.json.JsonpUtils;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparedMatchingTests {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna",
                "the travel anna",
                "a \"quoted\" back\\slash",
                "<0> <3> {\"match_all\":{}}",
                "東京 café 😀",
                "...",
                "one two three four five six seven eight nine ten eleven twelve"
            })
    void isTheQueryThatWouldBeMadeAnew(String text) throws JsonProcessingException {
        Wording wording = Wording.of(text);

        Query prepared = PreparedMatching.of(wording);

        assertThat(json(prepared)).isEqualTo(json(Matching.of(wording, Attempt.EXACT)));
    }

    private static JsonNode json(Query query) throws JsonProcessingException {
        return JSON.readTree(JsonpUtils.toJsonString(query, new JacksonJsonpMapper()));
    }
}
