package io.github.metricsgate.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AxisTest {

    private static final long SEED = 20261126;

    @ParameterizedTest
    @CsvSource({
        "398.9, 5, 0 100 200 300",
        "401, 5, 0 200 400",
        "1, 4, 0 0.5 1",
        "0.3, 4, 0 0.1 0.2 0.3",
        "0, 4, 0 0.5 1",
        "-5, 4, 0 0.5 1",
        "1e300, 4, 0 5E+299 1E+300",
        "7e-9, 5, 0 2E-9 4E-9 6E-9"
    })
    void whatIsComparedByItsLengthBeginsAtZero(double high, int most, String labels) {
        Axis axis = Axis.fromZero(high, most);
        assertThat(axis.low()).isZero();
        assertThat(labels(axis)).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource({
        "98, 102, 5, 98 99 100 101 102",
        "-3, 12, 5, -5 0 5 10",
        "5, 5, 5, 4.5 4.75 5 5.25 5.5",
        "0, 0, 5, -1 -0.5 0 0.5 1",
        "-1e308, 1e308, 4, -1E+300 0 1E+300"
    })
    void anAxisBetweenTwoValuesBeginsAtATick(double low, double high, int most, String labels) {
        assertThat(labels(Axis.between(low, high, most))).isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource({
        "50, 1250, 50 100 200 500 1000",
        "1, 1000000, 1 10 100 1000 10000 100000 1000000",
        "3, 4, ''",
        "7, 7, ''"
    })
    void aLogarithmicAxisHasItsTicksAtPowersOfTen(double low, double high, String labels) {
        Axis axis = Axis.logarithmic(low, high);
        assertThat(axis.isLogarithmic()).isTrue();
        assertThat(labels(axis)).isEqualTo(labels);
    }

    @Test
    void ticksAreFewRoundAndRisingAndTheAxisReachesItsValues() {
        System.out.println("seed " + SEED);
        RandomGenerator random = new SplittableRandom(SEED);
        int seen = 0;
        for (int i = 0; i < 20_000; i++) {
            double size = Math.pow(10, random.nextInt(-12, 14));
            double low = (random.nextDouble() - 0.3) * size;
            double high = low + random.nextDouble() * Math.pow(10, random.nextInt(-6, 3)) * size;
            int most = random.nextInt(4, 9);
            Axis axis = Axis.between(low, high, most);
            assertThat(axis.low()).isLessThanOrEqualTo(low);
            assertThat(axis.high()).isGreaterThanOrEqualTo(high).isGreaterThan(axis.low());
            assertThat(axis.ticks()).hasSizeBetween(2, most);
            for (int tick = 1; tick < axis.ticks().size(); tick++) {
                assertThat(axis.ticks().get(tick).value())
                        .isGreaterThan(axis.ticks().get(tick - 1).value());
            }
            assertThat(axis.longestLabel()).isLessThan(24);
            seen += axis.ticks().size();
        }
        assertThat(seen).isGreaterThan(50_000);
    }

    @Test
    void aScaleKeepsEveryValueInItsPlaceAndOthersAtTheEnds() {
        Scale scale = Axis.fromZero(100, 6).over(200, 0);
        assertThat(scale.at(0)).isEqualTo(200);
        assertThat(scale.at(25)).isEqualTo(150);
        assertThat(scale.at(100)).isZero();
        assertThat(scale.at(-7)).isEqualTo(200);
        assertThat(scale.at(Double.MAX_VALUE)).isZero();
        Scale logarithmic = Axis.logarithmic(1, 10_000).over(0, 400);
        assertThat(logarithmic.at(100)).isEqualTo(200);
        assertThat(logarithmic.at(0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void placesAreEvenlySpreadAndOneAloneIsInTheMiddle(int places) {
        Scale scale = Axis.ofPlaces(places).over(10, 20);
        assertThat(scale.at(0)).isEqualTo(places == 1 ? 15 : 10);
        assertThat(scale.at(places - 1)).isEqualTo(places == 1 ? 15 : 20);
    }

    private static String labels(Axis axis) {
        return String.join(" ", axis.ticks().stream().map(Axis.Tick::label).toList());
    }
}
