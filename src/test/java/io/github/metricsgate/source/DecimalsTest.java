package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "0.1, s, 100",
        "3.9468400640000003, s, 3946.8400640000003",
        "0.02, us, 0.00002",
        "7302825.5, ns, 7.3028255",
        "1.5E-4, s, 0.15",
        "2, m, 120000",
        "1, h, 3600000",
        "0.000, ms, 0",
        "1e3, ms, 1000"
    })
    void timesAreConvertedByMovingTheDecimalPoint(String amount, String unit, String milliseconds) {
        assertThat(Decimals.milliseconds(amount, DurationUnit.ofSymbol(unit).orElseThrow(), "it")
                        .toPlainString())
                .isEqualTo(milliseconds);
    }

    @ParameterizedTest
    @CsvSource({
        "173382912.00386027, s, 173382912.00386027",
        "1.25, us, 1250000",
        "2.5, ns, 2500000000",
        "3, ms, 3000",
        "52172.68517440864, m, 869.544752906810667",
        "90, m, 1.5",
        "3600, h, 1"
    })
    void ratesAreExactWhereTheyCanBe(String items, String per, String perSecond) {
        assertThat(Decimals.perSecond(
                                new BigDecimal(items),
                                DurationUnit.ofSymbol(per).orElseThrow(),
                                "it")
                        .toPlainString())
                .isEqualTo(perSecond);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "'', \"\"",
                "NaN, \"NaN\"",
                "0x10, \"0x10\"",
                "'1,5', '\"1,5\"'",
                "1f, \"1f\"",
                "' 1', '\" 1\"'",
                "1e99999, \"1e99999\"",
                "1\u0660, \"1\u0660\""
            })
    void whatIsNoNumberIsRefused(String text, String shown) {
        assertThatThrownBy(() -> Decimals.number(text, "it"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("it is " + shown + ", expected a number");
    }

    @ParameterizedTest
    @CsvSource({"1e500", "-1e500", "1e-500"})
    void numbersThatNoDoubleComesNearAreRefused(String text) {
        assertThatThrownBy(() -> Decimals.number(text, "it"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("it is out of range");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "12, 12", "1e3, 1000", "5.0, 5", "9223372036854775807, 9223372036854775807"})
    void countsAreWholeNumbers(String text, long count) {
        assertThat(Decimals.count(text, "it")).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({"-1", "0.5", "9223372036854775808", "1e19"})
    void whatIsNoCountIsRefused(String text) {
        assertThatThrownBy(() -> Decimals.count(text, "it"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("it is \"" + text + "\", expected a count");
    }
}
