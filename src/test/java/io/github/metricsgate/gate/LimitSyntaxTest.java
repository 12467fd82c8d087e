package io.github.metricsgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitSyntaxTest {

    @ParameterizedTest
    @CsvSource({
        "500, 500",
        "0, 0",
        "0.5, 0.5",
        "007, 7",
        "500ms, 500",
        "250us, 0.25",
        "7ns, 0.000007",
        "1.5s, 1500",
        "2m, 120000",
        "1h, 3600000",
        "1d, 86400000",
        "500 ms, 500",
        "' 500ms ', 500",
        "0.1234567890123456789012345678901234567890, 0.1234567890123456789012345678901234567890",
    })
    void aLimitIsANumberOfMillisecondsOrHasAUnit(String text, BigDecimal milliseconds) {
        assertThat(LimitSyntax.time(text).orElseThrow()).isEqualByComparingTo(milliseconds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "ms",
                "-1",
                "+1",
                "1e3",
                "1,5s",
                "1.",
                ".5",
                "500 MS",
                "500msec",
                "5 0",
                "1s500ms",
                "0x10",
                "NaN",
                "Infinity",
                "\u0661\u0662",
                "500\u00b5s",
                "${limit}",
                "500ms;"
            })
    void anythingElseIsNotALimit(String text) {
        assertThat(LimitSyntax.time(text)).isEmpty();
        assertThat(LimitSyntax.number(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"500, 500", "0, 0", "0.25, 0.25", "' 12 ', 12", "12345678901234567890, 12345678901234567890"})
    void aNumberHasNoUnit(String text, BigDecimal number) {
        assertThat(LimitSyntax.number(text)).hasValue(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500ms", "1 s", "80%", "10/s"})
    void aNumberWithAUnitIsNotAPlainNumber(String text) {
        assertThat(LimitSyntax.number(text)).isEmpty();
    }
}
