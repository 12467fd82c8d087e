package io.github.metricsgate.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.metricsgate.metrics.DurationUnit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyValuesTest {

    private static final List<BigDecimal> RANKS =
            List.of(new BigDecimal("50"), new BigDecimal("95"), new BigDecimal("99"), new BigDecimal("99.9"));

    private final LatencyValues values = new LatencyValues(new MemoryBudget(Long.MAX_VALUE));

    private void add(String... milliseconds) {
        for (String each : milliseconds) {
            values.addMilliseconds(new BigDecimal(each), 1);
        }
    }

    @Test
    void aPercentileIsTheNearestRankOfASortOfAllValues() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        RandomGenerator random =
                RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(seed);
        for (int round = 0; round < 200; round++) {
            LatencyValues some = new LatencyValues(new MemoryBudget(Long.MAX_VALUE));
            List<BigDecimal> sorted = new ArrayList<>();
            int count = 1 + random.nextInt(300);
            for (int i = 0; i < count; i++) {
                // From attoseconds to hours, with up to 18 digits.
                BigDecimal value = new BigDecimal(random.nextLong(1_000_000_000_000_000_000L) >> random.nextInt(60))
                        .movePointLeft(random.nextInt(8, 25));
                some.addMilliseconds(value, 1);
                sorted.add(value);
            }
            sorted.sort(null);
            Map<String, BigDecimal> statistics = some.statistics(RANKS);
            for (BigDecimal rank : RANKS) {
                int index = rank.multiply(BigDecimal.valueOf(count))
                        .divide(BigDecimal.valueOf(100), 0, RoundingMode.CEILING)
                        .intValueExact();
                assertThat(statistics.get("p" + rank)).isEqualByComparingTo(sorted.get(index - 1));
            }
            assertThat(statistics.get("min")).isEqualByComparingTo(sorted.get(0));
            assertThat(statistics.get("max")).isEqualByComparingTo(sorted.get(count - 1));
        }
    }

    /** By hand: of 2, 4, 4, 4, 5, 5, 7, 9 the mean is 5, the sum of the squared distances 32, and 32/7 the variance. */
    @Test
    void meanAndStandardDeviationAreThoseOfASample() {
        add("2", "4", "4", "4", "5", "5", "7", "9");
        assertThat(values.statistics(RANKS))
                .containsExactly(
                        entry("p50", new BigDecimal("4")),
                        entry("p95", new BigDecimal("9")),
                        entry("p99", new BigDecimal("9")),
                        entry("p99.9", new BigDecimal("9")),
                        entry("min", new BigDecimal("2")),
                        entry("max", new BigDecimal("9")),
                        entry("mean", new BigDecimal("5")),
                        entry("stddev", new BigDecimal("2.13808993529939508")));
    }

    @Test
    void wholeNanosecondsAndFinerTimesAreOneOrder() {
        add("0.0000015", "0.000002", "0.000001", "0.00000125", "0.0000010000000001", "0");
        assertThat(values.statistics(List.of(
                        new BigDecimal("16"),
                        new BigDecimal("33"),
                        new BigDecimal("50"),
                        new BigDecimal("66.6"),
                        new BigDecimal("83"),
                        new BigDecimal("100"))))
                .extractingByKeys("p16", "p33", "p50", "p66.6", "p83", "p100")
                .extracting(BigDecimal::toPlainString)
                .containsExactly("0", "0.000001", "0.0000010000000001", "0.00000125", "0.0000015", "0.000002");
    }

    @Test
    void ofOneValueThereIsNoStandardDeviationAndOfNoneNothing() {
        assertThat(values.statistics(List.of(new BigDecimal("50")))).containsExactly(entry("p50", null));
        add("3");
        assertThat(values.statistics(List.of())).containsOnlyKeys("min", "max", "mean");
    }

    @Test
    void moreThanALongOfNanosecondsInAllStillHasAMean() {
        values.addMilliseconds(new BigDecimal("999999999999"), 1_000_000);
        values.addMilliseconds(new BigDecimal("999999999997"), 1_000_000);
        assertThat(values.statistics(List.of()).get("mean")).isEqualByComparingTo("999999999998");
        assertThat(values.statistics(List.of()).get("stddev")).isEqualByComparingTo("1.00000025000009375");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-0.000000001", "1000000000001", "1e30", "1e400"})
    void timesThatNobodyMeasuresAreRefused(String milliseconds) {
        assertThatThrownBy(() -> add(milliseconds))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("expected one from 0 to 31 years");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1234567890123456789", "1e-60"})
    void moreDigitsThanAnythingMeasuresAreRefused(String milliseconds) {
        assertThatThrownBy(() -> add(milliseconds))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("expected one of at most 18 digits and no finer than 1e-36 s");
    }

    @Test
    void theHistogramHasEveryValueInNanoseconds() {
        add("1", "2", "0.0000006", "0.0000006");
        Histogram histogram = values.histogram();
        assertThat(histogram.getTotalCount()).isEqualTo(4);
        assertThat(histogram.getCountAtValue(1)).isEqualTo(2);
        assertThat(histogram.getCountAtValue(1_000_000)).isEqualTo(1);
        assertThat(histogram.getNumberOfSignificantValueDigits()).isEqualTo(3);
    }

    @Test
    void valuesInAUnitThatIsKnownLaterAreConvertedExactly() {
        LatencyValues microseconds = new LatencyValues(new MemoryBudget(Long.MAX_VALUE));
        microseconds.addMilliseconds(new BigDecimal("0.000000021"), 3);
        values.addAll(microseconds, DurationUnit.MICROSECONDS);
        assertThat(values.statistics(List.of()).get("max")).isEqualTo(new BigDecimal("0.000021"));
        assertThat(values.total()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"50, 1, 1", "50, 2, 1", "50, 3, 2", "99, 100, 99", "99, 101, 100", "99.9, 1000, 999", "0.1, 10, 1"})
    void theRankIsRoundedUp(String percent, long total, long rank) {
        assertThat(LatencyValues.nearest(new BigDecimal(percent), total)).isEqualTo(rank);
    }
}
