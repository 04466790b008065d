package dev.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.platform.Problem.Violation;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.web.ErrorResponseException;

/** Which JSON values are read as what, and which are taken for nothing else. */
class StrictJsonTests {

    private final StrictJson json = new StrictJson();

    private record Person(
            @JsonDeserialize(using = IdText.class) String id,
            String name,
            Long followers,
            Double rate,
            BigDecimal price,
            Boolean active,
            List<String> roles) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"id":true}          | /person/id
            {"id":1.5}           | /person/id
            {"id":{}}            | /person/id
            {"name":5}           | /person/name
            {"name":5.5}         | /person/name
            {"name":true}        | /person/name
            {"name":["a"]}       | /person/name
            {"followers":"5"}    | /person/followers
            {"followers":""}     | /person/followers
            {"followers":1.0}    | /person/followers
            {"followers":1.9}    | /person/followers
            {"followers":true}   | /person/followers
            {"followers":[5]}    | /person/followers
            {"rate":"2.5"}       | /person/rate
            {"rate":""}          | /person/rate
            {"rate":false}       | /person/rate
            {"rate":"NaN"}       | /person/rate
            {"rate":"-Infinity"} | /person/rate
            {"price":"75.50"}    | /person/price
            {"price":""}         | /person/price
            {"price":true}       | /person/price
            {"active":"true"}    | /person/active
            {"active":1}         | /person/active
            {"roles":"ADMIN"}    | /person/roles
            {"roles":[5]}        | /person/roles/0
            {"roles":["a",true]} | /person/roles/1
            """)
    void aValueOfAnotherTypeIsRefusedByField(String body, String field) {
        assertThatThrownBy(() -> person(body)).isInstanceOfSatisfying(ErrorResponseException.class, refusal -> {
            assertThat(refusal.getStatusCode().value()).isEqualTo(422);
            assertThat(refusal.getBody().getProperties().get("errors"))
                    .isEqualTo(List.of(
                            Violation.ofPointer(field, "invalid_value", "has a value of the wrong type or form")));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":1,"b":2,"a":3} | has a field twice
            {} {}               | is not one JSON object
            []                  | is not one JSON object
            {"a":               | is not one JSON object
            {"a":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[ | is nested too deeply, or has a number or a name that is too long
            """)
    void aRefusalSaysWhatIsWrongWithTheWhole(String body, String fault) {
        assertThatThrownBy(() -> json.parse(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refusal -> assertThat(refusal.getBody().getDetail()).isEqualTo("The body " + fault));
    }

    @Test
    void bytesThatAreNoTextAreToldApart() {
        assertThatThrownBy(() -> json.parse(ByteBuffer.wrap(new byte[] {'{', (byte) 0xC3, '}'})))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refusal -> assertThat(refusal.getBody().getDetail()).isEqualTo("The body is not UTF-8"));
    }

    @Test
    void whatIsMeantIsRead() {
        assertThat(person("{\"id\":42,\"name\":\"5\",\"followers\":5,\"rate\":3,\"price\":75.5,\"active\":true,"
                        + "\"roles\":[\"A\"],\"unknown\":{}}"))
                .isEqualTo(new Person("42", "5", 5L, 3.0, new BigDecimal("75.5"), true, List.of("A")));
        assertThat(person("{\"id\":\"a\",\"followers\":null}").followers()).isNull();
    }

    private Person person(String body) {
        return json.read(json.parse(ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8))), Person.class, "/person");
    }
}
