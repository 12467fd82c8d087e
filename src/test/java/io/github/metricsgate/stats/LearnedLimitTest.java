package io.github.metricsgate.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LearnedLimitTest {

    private static double limit(double... values) {
        return LearnedLimit.of(new Sorted(values));
    }

    private static double[] normal(long seed, double variation) {
        SplittableRandom random = new SplittableRandom(seed);
        return DoubleStream.generate(() -> 100 * (1 + variation * random.nextGaussian()))
                .limit(20)
                .toArray();
    }

    @Test
    void withoutNoiseItIsAFixedShareOverTheMedian() {
        assertThat(limit(DoubleStream.generate(() -> 200).limit(20).toArray())).isCloseTo(211, within(1e-9));
        assertThat(limit(200)).isCloseTo(211, within(1e-9));
    }

    @Test
    void itGrowsWithTheNoise() {
        double quiet = 0;
        double noisy = 0;
        int seeds = 200;
        for (long seed = 0; seed < seeds; seed++) {
            assertThat(limit(normal(seed, 0.05))).as("seed %d", seed).isGreaterThan(limit(normal(seed, 0.01)));
            quiet += limit(normal(seed, 0.01)) / seeds;
            noisy += limit(normal(seed, 0.05)) / seeds;
        }
        assertThat(quiet).isCloseTo(107, within(1.0));
        assertThat(noisy).isCloseTo(114, within(1.0));
    }

    @Test
    void oneSpikeInTwentyDoesNotBlindItAndASecondIsKnown() {
        double[] values = normal(3, 0.01);
        double without = limit(values);
        values[7] = 300;
        assertThat(limit(values)).isCloseTo(without, within(1.0));
        values[12] = 200;
        assertThat(limit(values)).isCloseTo(205.5, within(1.0));
    }

    @Test
    void oneSpikeInTenIsKnown() {
        double[] values = Arrays.copyOf(normal(3, 0.01), 10);
        values[7] = 200;
        assertThat(limit(values)).isCloseTo(205.5, within(1.0));
    }

    @Test
    void runsOnAFasterMachineDoNotWidenIt() {
        double[] values = normal(5, 0.01);
        double without = limit(values);
        for (int i = 0; i < 5; i++) {
            values[4 * i] *= 0.75;
        }
        assertThat(limit(values)).isCloseTo(without, within(1.0));
    }

    @Test
    void severalLevelsAreAllKnown() {
        double[] values = new double[20];
        Arrays.setAll(values, i -> i % 3 == 0 ? 150 : 100);
        assertThat(limit(values)).isGreaterThan(155);
    }

    @Test
    void wholeNumbersMayBeAStepApart() {
        double[] values = new double[20];
        Arrays.setAll(values, i -> i % 4 == 0 ? 31 : 30);
        assertThat(limit(values)).isBetween(32.0, 34.0);
        assertThat(new Sorted(values).step()).isEqualTo(1);
    }

    @Test
    void itScalesWithTheUnitAndKnowsNegativeValues() {
        double[] values = normal(9, 0.04);
        double[] thousandth = DoubleStream.of(values).map(x -> x / 1000).toArray();
        assertThat(limit(thousandth)).isCloseTo(limit(values) / 1000, within(1e-12));
        assertThat(limit(DoubleStream.generate(() -> -100).limit(20).toArray())).isCloseTo(-94.5, within(1e-9));
    }

    @Test
    void theNoiseOfNormalValuesIsTheirStandardDeviation() {
        double sum = 0;
        int seeds = 2000;
        for (long seed = 0; seed < seeds; seed++) {
            sum += new Sorted(normal(seed, 0.05)).noise();
        }
        assertThat(sum / seeds).isBetween(4.5, 5.2);
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(new Sorted(new double[] {4, 1, 3, 2}).median()).isEqualTo(2.5);
        assertThat(new Sorted(new double[] {9, 1, 3}).median()).isEqualTo(3);
    }
}
