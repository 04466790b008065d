package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts the history never keeps, and which it must not lose. */
class PersonalTextTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@example.com",
                "who is anna.b+c@mail.example.co.uk ?",
                "<anna@example.com>",
                "anna＠example．com",
                "äöü@exämple.com",
                "anna@example.c",
                "bob@mail",
                "bob.@mail",
                "\"bob\"@mail",
                "anna@home",
                "@bob@mail",
                "bob @ mail.example.com",
                "bob@ mail.example.com",
                "bob @mail.com",
                "bob @mail.de",
                "bob (at) mail.com",
                "bob [AT] mail",
                "a @ b.c",
                "+49 30 1234567",
                "+49-30-123-45-67",
                "call 0301234567 now",
                "(030) 123 45 67",
                "555-1234567",
                "555.123.4567",
                "5551234",
                "５５５１２３４",
                "٠١٢٣٤٥٦٧٨",
                "+1 (555) 010–9999",
                "tel:+15550109999",
                "2024 555 12 34"
            })
    void addressesAndPhoneNumbersAreRecognised(String text) {
        assertThat(PersonalText.is(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "@anna",
                "@anna.smith",
                "@anna.de",
                "@ anna",
                "by @anna.smith",
                "@anna @bob",
                "@anna,@bob",
                "photos @ home",
                "(@anna)",
                "example.com",
                "2024",
                "2023 2024 2025",
                "2023-2024",
                "2024-05-01",
                "best of 2019, 2020 and 2021",
                "500 000",
                "24/7",
                "anna_19920405",
                "user12345678",
                "12345678abc",
                "@12345678",
                "42km 10km 5km",
                "studio 54 and 7 more"
            })
    void otherTextIsNot(String text) {
        assertThat(PersonalText.is(text)).isFalse();
    }
}
