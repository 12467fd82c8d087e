package io.github.metricsgate.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Unit;
import java.math.BigDecimal;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0.00285   | 0.0025  | 2.85 us, over its limit of 2.5 us by 14 %
            0.003     | 0.0025  | 3.0 us, over its limit of 2.5 us by 20 %
            812.4     | 500     | 812.4 ms, over its limit of 500 ms by 62 %
            812.43219 | 500.125 | 812.432 ms, over its limit of 500.125 ms by 62 %
            501       | 500     | 501 ms, over its limit of 500 ms by less than 1 %
            505       | 500     | 505 ms, over its limit of 500 ms by 1 %
            500.0004  | 500     | 500.0004 ms, over its limit of 500 ms by less than 1 %
            500.00000004 | 500  | 500.0001 ms, over its limit of 500 ms by less than 1 %
            499.99999996 | 500  | 499.9999 ms, under its limit of 500 ms by less than 1 %
            1000      | 500     | 1000 ms, over its limit of 500 ms by 100 %
            1499      | 500     | 1499 ms, over its limit of 500 ms by 200 %
            1500      | 500     | 1500 ms, 3 times its limit of 500 ms
            1682      | 2       | 1682 ms, 841 times its limit of 2 ms
            0.0085    | 0.0025  | 8.5 us, 3.4 times its limit of 2.5 us
            1200      | 1000    | 1.2 s, over its limit of 1 s by 20 %
            90000     | 100000  | 90 s, under its limit of 100 s by 10 %
            3600001   | 3600000 | 1.000001 h, over its limit of 1 h by less than 1 %
            380       | 500     | 380 ms, under its limit of 500 ms by 24 %
            0.3       | 500     | 0.3 ms, under its limit of 500 ms by more than 99 %
            0         | 500     | 0 ms, under its limit of 500 ms by 100 %
            500.0     | 500     | 500 ms, equal to its limit of 500 ms
            0.000041  | 0       | 41 ns, over its limit of 0 ns
            0.000041  | 3600000 | 41 ns, under its limit of 1 h by more than 99 %
            3600000   | 0.002   | 1 h, more than a million times its limit of 2 us
            1e300     | 500     | 2.778E+293 h, more than a million times its limit of 500 ms
            1e-1000000 | 500    | 1E-999994 ns, under its limit of 500 ms by more than 99 %
            """)
    void aValueAndItsLimitHaveOneUnitAndADifferenceThatFitsThem(BigDecimal value, BigDecimal limit, String clause) {
        assertThat(Comparison.of(value, limit, Unit.TIME).clause("its limit")).isEqualTo(clause);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            12       | 10   | 12, over its budget of 10 by 20 %
            0.93     | 0.95 | 0.93, under its budget of 0.95 by 2 %
            0.9999999 | 1   | 0.9999999, under its budget of 1 by less than 1 %
            92.13579 | 90.5 | 92.14, over its budget of 90.5 by 2 %
            123456   | 2.5  | 123456.0, 49382 times its budget of 2.5
            -3       | 2    | -3, under its budget of 2
            3        | -2   | 3, over its budget of -2
            """)
    void aNumberThatIsNotATimeIsComparedWithoutAUnit(BigDecimal value, BigDecimal limit, String clause) {
        assertThat(Comparison.of(value, limit, Unit.NUMBER).clause("its budget"))
                .isEqualTo(clause);
    }

    @Test
    void aSentenceNeverContradictsItself() {
        long seed = 20261201;
        RandomGenerator random = new Random(seed);
        int shared = 0;
        int equal = 0;
        for (int i = 0; i < 20_000; i++) {
            BigDecimal limit = number(random);
            BigDecimal value = switch (random.nextInt(3)) {
                case 0 -> number(random);
                case 1 -> limit.multiply(BigDecimal.valueOf(random.nextInt(1, 5000), random.nextInt(4)));
                default ->
                    limit.add(limit.multiply(BigDecimal.valueOf(random.nextInt(-9, 10), 1 + random.nextInt(10))));
            };
            Comparison comparison = Comparison.of(value, limit, Unit.TIME);
            String of = "seed " + seed + ": " + value + " and " + limit + " are " + comparison;
            String[] shownValue = comparison.value().split(" ");
            String[] shownLimit = comparison.limit().split(" ");
            BigDecimal back = milliseconds(shownValue);
            assertThat(milliseconds(shownLimit)).as(of).isEqualByComparingTo(limit);
            assertThat(comparison.side()).as(of).isEqualTo(value.compareTo(limit));
            assertThat(back.compareTo(limit)).as(of).isEqualTo(value.compareTo(limit));
            equal += comparison.side() == 0 ? 1 : 0;
            double ratio = back.doubleValue() / limit.doubleValue();
            if (shownValue[1].equals(shownLimit[1])) {
                shared++;
                assertThat(decimals(shownValue[0])).as(of).isGreaterThanOrEqualTo(decimals(shownLimit[0]));
            } else {
                assertThat(ratio < 0.0001 || ratio > 10_000).as(of).isTrue();
            }
            assertThat(fits(comparison.difference(), ratio)).as(of).isTrue();
        }
        assertThat(shared).isGreaterThan(10_000);
        assertThat(equal).isGreaterThan(200);
    }

    private static boolean fits(String difference, double ratio) {
        double percent = Math.abs(ratio - 1) * 100;
        return switch (difference) {
            case "" -> ratio == 1;
            case "by less than 1 %" -> percent < 1;
            case "by more than 99 %" -> percent > 99 && ratio > 0 && ratio < 1;
            case "more than a million times" -> ratio > 1_000_000;
            default -> {
                double shown = Double.parseDouble(difference.replaceAll("[^0-9.]", ""));
                yield difference.endsWith("times")
                        ? ratio >= 3 && Math.abs(shown - ratio) <= (ratio < 10 ? 0.051 : 0.501)
                        : ratio < 3 && Math.abs(shown - percent) <= 0.501;
            }
        };
    }

    private static BigDecimal milliseconds(String[] shown) {
        return DurationUnit.ofSymbol(shown[1]).orElseThrow().toMilliseconds(new BigDecimal(shown[0]));
    }

    private static int decimals(String figure) {
        int point = figure.indexOf('.');
        return point < 0 ? 0 : figure.length() - point - 1;
    }

    /** From 1e-9 to 1e9, of one to six digits. */
    private static BigDecimal number(RandomGenerator random) {
        BigDecimal digits = BigDecimal.valueOf(1 + random.nextLong((long) Math.pow(10, 1 + random.nextInt(6))));
        return digits.scaleByPowerOfTen(random.nextInt(19) - 9 - digits.precision() + 1);
    }
}
