package io.github.metricsgate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.metricsgate.metrics.DurationUnit;
import io.github.metricsgate.metrics.Unit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0.000041 0.0000412 0.0000413, 0.00005, 41 ns; 41.2 ns; 41.3 ns <= 50 ns",
        "0.0026 0.00312 0.0031274, '', 2.6 us; 3.12 us; 3.127 us",
        "0.003 0.0031 0.00312, 0.0025, 3 us; 3.1 us; 3.12 us <= 2.5 us",
        "120 123 123.45, 500, 120 ms; 123 ms; 123.5 ms <= 500 ms",
        "480 812.44 1300, 500, 480 ms; 812.4 ms; 1300 ms <= 500 ms",
        "1250 1300 1682.44, 2000, 1.25 s; 1.3 s; 1.682 s <= 2 s",
        "1 20 3000, 2000, 1 ms; 20 ms; 3000 ms <= 2000 ms",
        "3600000 3600000 3600000, 3600000, 1 h; 1 h; 1 h <= 1 h",
        "0.000041 0.00285 1.3, '', 0.041 us; 2.85 us; 1300 us",
        "0 0 0, '', 0 ms; 0 ms; 0 ms",
        "0 0 41e-6, 0, 0 ns; 0 ns; 41 ns <= 0 ns",
        "90000, '', 90 s",
        "5023400, '', 83.72 m",
        "301700, '', 5.028 m",
        "86400000, '', 24 h",
        "999.96 59999.7, '', 1 s; 60 s",
        "90000, 100000, 90 s <= 100 s",
        "1e-9 1 1e9, '', 1E-9 ms; 1 ms; 1000000000 ms",
    })
    void theFiguresOfARowHaveOneUnitAndUpToFourDigits(String values, String limits, String shown) {
        assertThat(row(values, limits, Unit.TIME)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "499.9996 500.0004, 500, 499.9996 ms; 500.0004 ms <= 500 ms",
        "499.99999999 500 500.00000001, 500, 499.9999 ms; 500 ms; 500.0001 ms <= 500 ms",
        "499.96 500.04, 500, 499.96 ms; 500.04 ms <= 500 ms",
        "0.3 499.99999 500, 499.99999 500.0, 0.3 ms; 499.99999 ms; 500 ms <= 499.99999 ms; 500 ms",
        "3599999.9999 3600000.0001, 3600000, 0.9999999 h; 1.000001 h <= 1 h",
        "0.00000011, 0.0000001, 0.11 ns <= 0.1 ns",
        "1e-1000000000, 0, 1E-999994 ns <= 0 ns",
        "1e-1000000000, 500, 1E-1000000 ms <= 500 ms",
        "500.000000000000000000000000001, 500 500.000000000000000000000000002,"
                + " 500.000000000000000000000000001 ms <= 500 ms; 500.000000000000000000000000002 ms",
    })
    void aValueNearALimitHasTheDigitsThatTellThemApart(String values, String limits, String shown) {
        assertThat(row(values, limits, Unit.TIME)).isEqualTo(shown);
    }

    @Test
    void aTruncatedDigitStillKeepsAValueApartFromALimit() {
        String zeros = "0".repeat(60);
        assertThat(row("500." + zeros + "1", "500", Unit.TIME)).isEqualTo("500.0001 ms <= 500 ms");
        assertThat(row("500." + zeros + "1 500." + zeros + "3", "500." + zeros + "2", Unit.TIME))
                .isEqualTo("500 ms; 500.0001 ms <= 500." + zeros + "2 ms");
    }

    @ParameterizedTest
    @CsvSource({
        "1 200 123456, 200, 1; 200; 123456 <= 200",
        "1234.56 0.95 92.136 512.3, 600, 1235; 0.95; 92.14; 512.3 <= 600",
        "0.99999, 1, 0.99999 <= 1",
        "123456789012345, '', 123456789012345",
        "1234567890123456, '', 1.235E+15",
        "0.000012345 0.00000012345, '', 0.00001235; 1.235E-7",
        "-3.14159 -3.14, -3.1415, -3.142; -3.14 <= -3.1415",
    })
    void aNumberThatIsNotATimeHasNoUnit(String values, String limits, String shown) {
        assertThat(row(values, limits, Unit.NUMBER)).isEqualTo(shown);
        assertThat(row(values, limits, Unit.FRACTION)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "500.0, 500 ms",
        "1500, 1.5 s",
        "1234.5678, 1.2345678 s",
        "60000, 1 m",
        "90000, 90 s",
        "100000, 100 s",
        "5400000, 90 m",
        "3600000, 1 h",
        "86400000, 24 h",
        "604800000, 168 h",
        "0.25, 250 us",
        "0.0025, 2.5 us",
        "0.000041, 41 ns",
        "1e300, 1E+297 s",
        "1e-1000000, 1E-999994 ns",
        "0.12345678901234567890, 123.4567890123456789 us",
    })
    void aLimitIsShownToItsLastDigitInTheUnitWhereItIsShortest(BigDecimal limit, String shown) {
        assertThat(Figures.exact(limit, Unit.TIME)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"500.0, 500", "0.000, 0", "1500, 1500", "0.0000010, 0.000001", "1E+3, 1000", "1e300, 1E+300"})
    void aPlainNumberKeepsAllItsDigits(BigDecimal number, String shown) {
        assertThat(Figures.plain(number)).isEqualTo(shown);
        assertThat(Figures.exact(number, Unit.NUMBER)).isEqualTo(shown);
    }

    @Test
    void unmeasuredValuesAreNotPartOfTheRow() {
        Figures row =
                Figures.row(Arrays.asList(null, new BigDecimal("0.002")), Arrays.asList((BigDecimal) null), Unit.TIME);
        assertThat(row.unit()).isEqualTo("us");
        assertThat(row.text(new BigDecimal("0.002"))).isEqualTo("2");
    }

    @Test
    void figuresNeverContradictTheirLimitsNorEachOther() {
        long seed = 20261123;
        RandomGenerator random = new Random(seed);
        int near = 0;
        int apart = 0;
        for (int i = 0; i < 5_000; i++) {
            List<BigDecimal> values = new ArrayList<>();
            List<BigDecimal> limits = new ArrayList<>();
            BigDecimal center = number(random);
            for (int n = random.nextInt(3); n >= 0; n--) {
                limits.add(n == 0 ? center : near(center, random));
            }
            for (int n = 0; n < 3; n++) {
                values.add(random.nextInt(3) == 0 ? number(random) : near(center, random));
            }
            Unit unit = random.nextInt(4) == 0 ? Unit.NUMBER : Unit.TIME;
            Figures row = Figures.row(values, limits, unit);
            String of = "seed " + seed + ": " + values + " against " + limits + " in " + row.unit();
            for (BigDecimal limit : limits) {
                assertThat(back(row, limit)).as(of).isEqualByComparingTo(limit);
            }
            for (BigDecimal value : values) {
                BigDecimal shown = back(row, value);
                for (BigDecimal limit : limits) {
                    assertThat(shown.compareTo(limit)).as(of).isEqualTo(value.compareTo(limit));
                    near += row.text(value).replaceAll("[-.]|^0[.]0*", "").length() > 4 ? 1 : 0;
                }
                BigDecimal difference = shown.subtract(value).abs();
                assertThat(difference).as(of).isLessThanOrEqualTo(value.abs().movePointLeft(3));
                for (BigDecimal other : values) {
                    if (value.subtract(other).abs().compareTo(value.max(other).movePointLeft(3)) > 0) {
                        assertThat(row.text(value)).as(of).isNotEqualTo(row.text(other));
                        apart++;
                    }
                    if (value.compareTo(other) < 0) {
                        assertThat(shown).as(of).isLessThanOrEqualTo(back(row, other));
                    }
                }
                assertThat(row.text(value)).as(of).hasSizeLessThan(30);
            }
        }
        assertThat(near).isGreaterThan(5_000);
        assertThat(apart).isGreaterThan(5_000);
    }

    @Test
    void numbersOfAnySizeTakeLittleTimeAndRoom() {
        String manyDigits = "7".repeat(20_000) + "." + "3".repeat(20_000);
        List<BigDecimal> values = new ArrayList<>();
        for (String text : List.of("1e300", "1e-1000000", "1e1000000", "1e2147483647", "1e-2147483647", manyDigits)) {
            values.add(new BigDecimal(text));
            values.add(new BigDecimal(text).negate());
        }
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (BigDecimal value : values) {
                for (String limit : List.of("0", "500", "0.0025", "1e300")) {
                    Figures row = Figures.row(values, List.of(new BigDecimal(limit)), Unit.TIME);
                    assertThat(row.withUnit(value)).hasSizeLessThan(25);
                    assertThat(Figures.row(List.of(value), List.of(), Unit.TIME).withUnit(value))
                            .hasSizeLessThan(25);
                }
            }
        });
    }

    private static String row(String values, String limits, Unit unit) {
        List<BigDecimal> ofValues = numbers(values);
        List<BigDecimal> ofLimits = numbers(limits);
        Figures row = Figures.row(ofValues, ofLimits, unit);
        String shown = ofValues.stream().map(row::withUnit).collect(Collectors.joining("; "));
        return ofLimits.isEmpty()
                ? shown
                : shown + " <= " + ofLimits.stream().map(row::withUnit).collect(Collectors.joining("; "));
    }

    private static List<BigDecimal> numbers(String text) {
        return Arrays.stream(text.split(" "))
                .filter(number -> !number.isEmpty())
                .map(BigDecimal::new)
                .toList();
    }

    /** In milliseconds what is shown. */
    private static BigDecimal back(Figures row, BigDecimal figure) {
        BigDecimal shown = new BigDecimal(row.text(figure));
        return row.unit().isEmpty()
                ? shown
                : DurationUnit.ofSymbol(row.unit()).orElseThrow().toMilliseconds(shown);
    }

    /** From 1e-9 to 1e9, of one to nine digits. */
    private static BigDecimal number(RandomGenerator random) {
        BigDecimal digits = BigDecimal.valueOf(1 + random.nextLong((long) Math.pow(10, 1 + random.nextInt(9))));
        return digits.scaleByPowerOfTen(random.nextInt(19) - 9 - digits.precision() + 1);
    }

    /** The number itself, or one that differs from it by a tenth down to a billionth. */
    private static BigDecimal near(BigDecimal number, RandomGenerator random) {
        BigDecimal difference = number.multiply(BigDecimal.valueOf(random.nextInt(-9, 10)));
        return number.add(difference.movePointLeft(2 + random.nextInt(9)));
    }
}
