package dev.userservice.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells that no spreadsheet runs. */
class CsvTests {

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            plain          ~ plain
            =1+1           ~ '=1+1
            +49            ~ '+49
            -2             ~ '-2
            @SUM(A1)       ~ '@SUM(A1)
            ＝1            ~ '＝1
            a=b            ~ a=b
            a,b            ~ "a,b"
            say "hi" now   ~ "say ""hi"" now"
            =a,"b          ~ "'=a,""b"
            """)
    void textIsText(String text, String cell) {
        assertThat(new Csv().line(text).toString()).isEqualTo(cell + "\r\n");
    }

    @Test
    void numbersStayNumbersAndNothingStaysNothing() {
        assertThat(new Csv().line("a", -5, null, true, "b\nc").toString()).isEqualTo("a,-5,,true,\"b\nc\"\r\n");
    }
}
