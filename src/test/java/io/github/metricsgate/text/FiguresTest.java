package io.github.metricsgate.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.Bounds;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0.1168229999, '', 0.117",
        "2.5704, '', 2.570",
        "0, '', 0.000",
        "0.0001, '', 0.000",
        "0.0001, 0, 0.001",
        "1e-1000000000, 0, 0.001",
        "500.0004, 500, 500.001",
        "499.9996, 500, 500.000",
        "499.9996, 499.9998, 499.9996",
        "499.99961, 499.9998, 499.9996",
        "0.00000011, 0.0000001, 0.0000002",
        "123456789012345, '', 123456789012345.000",
        "1234567890123456, '', 1.23457E+15",
        "1.7976931348623157e308, '', 1.79769E+308",
        "1.7976931348623157e308, 5, 1.79769E+308",
        "1234567890123456, 1234569999999999, 1234567890123456.000",
    })
    void aFigureHasThreeDecimalsOrAsManyAsItTakesToTellItFromALimit(BigDecimal value, String limits, String shown) {
        assertThat(Figures.of(value, limits(limits))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "499.9996, 500, 499.999",
        "500, 500, 500.000",
        "500.0004, 500, 500.000",
        "1e-1000000000, 0, 0.000",
        "1e-1000000000, 1e-25, 0.000",
        "-1e-1000000000, 0, -0.001",
        "-3.5, 0, -3.500"
    })
    void aFigureUnderAMinimumIsShownUnderIt(BigDecimal value, BigDecimal min, String shown) {
        assertThat(Figures.of(value, List.of(Bounds.min(min)))).isEqualTo(shown);
    }

    @Test
    void whatIsShownIsNeverOnTheOtherSideOfALimit() {
        long seed = 20261123;
        Random random = new Random(seed);
        int close = 0;
        for (int i = 0; i < 50_000; i++) {
            BigDecimal limit = decimal(random, 6);
            BigDecimal other = decimal(random, 6);
            BigDecimal value =
                    random.nextBoolean() ? limit.add(decimal(random, 12).movePointLeft(9)) : decimal(random, 9);
            List<Bounds> limits = random.nextBoolean()
                    ? List.of(Bounds.max(limit), Bounds.max(other))
                    : List.of(new Bounds(limit.min(other), limit.max(other)));
            String shown = Figures.of(value, limits);
            for (Bounds each : limits) {
                assertThat(each.exceeded(new BigDecimal(shown)))
                        .as("seed %d: %s shown as %s against %s", seed, value, shown, each)
                        .isEqualTo(each.exceeded(value));
            }
            close += shown.length() - shown.indexOf('.') > 4 ? 1 : 0;
        }
        assertThat(close).isGreaterThan(1000);
    }

    @ParameterizedTest
    @CsvSource({
        "812.4, 500, by 62 %",
        "501, 500, by less than 1 %",
        "505, 500, by 1 %",
        "1, 0, ''",
        "1000, 500, by 100 %",
        "1.7976931348623157e308, 500, by 3.59539E+307 %",
        "380, 500, by 24 %",
        "1e-1000000000, 500, by 100 %"
    })
    void anExcessOrLackIsAShareOfTheLimit(BigDecimal value, BigDecimal limit, String excess) {
        assertThat(Figures.excess(value, limit)).isEqualTo(excess);
    }

    @ParameterizedTest
    @CsvSource({"500.0, 500", "0.000, 0", "1500, 1500", "0.0000010, 0.000001", "1E+3, 1000"})
    void aLimitIsShownToItsLastDigit(BigDecimal limit, String shown) {
        assertThat(Figures.plain(limit)).isEqualTo(shown);
    }

    private static List<Bounds> limits(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(limit -> !limit.isEmpty())
                .map(limit -> Bounds.max(new BigDecimal(limit)))
                .toList();
    }

    private static BigDecimal decimal(Random random, int scale) {
        return BigDecimal.valueOf(random.nextLong(1_000_000_000L), random.nextInt(scale + 1));
    }
}
