package dev.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

class WholeJsonTests {

    private final WholeJson json = new WholeJson(new JsonMapper());
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    private record Names(List<String> names) {}

    /** Can be read at its beginning only. */
    private static final class Broken extends AbstractList<String> {

        @Override
        public String get(int index) {
            if (index > 0) {
                throw new IllegalStateException("cannot be read");
            }
            return "Anna";
        }

        @Override
        public int size() {
            return 2;
        }
    }

    @Test
    void anAnswerIsSentWithItsLength() throws IOException {
        json.send(new Names(List.of("Zoë", "東京")), response);

        assertThat(response.getContentAsByteArray())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"names\":[\"Zoë\",\"東京\"]}");
        assertThat(response.getContentLength()).isEqualTo(response.getContentAsByteArray().length);
        assertThat(response.getContentType()).isEqualTo("application/json");
    }

    @Test
    void nothingIsSentOfAnAnswerThatCannotBeWritten() {
        assertThatThrownBy(() -> json.send(new Names(new Broken()), response)).isInstanceOf(JsonMappingException.class);

        assertThat(response.getContentAsByteArray()).isEmpty();
        assertThat(response.getContentType()).isNull();
        assertThat(response.isCommitted()).isFalse();
    }
}
