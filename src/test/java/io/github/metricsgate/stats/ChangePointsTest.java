package io.github.metricsgate.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.metricsgate.stats.ChangePoints.ChangePoint;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChangePointsTest {

    private static double[] noise(long seed, int length, double variation) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[length];
        Arrays.setAll(values, i -> 100 * (1 + variation * random.nextGaussian()));
        return values;
    }

    private static double[] stepped(double[] values, int from, int to, double factor) {
        double[] stepped = values.clone();
        for (int i = from; i < to; i++) {
            stepped[i] *= factor;
        }
        return stepped;
    }

    @Test
    void aStepIsFoundWhereItIs() {
        int exact = 0;
        int near = 0;
        for (long seed = 0; seed < 200; seed++) {
            List<ChangePoint> found = ChangePoints.of(stepped(noise(seed, 60, 0.02), 35, 60, 1.1), 5);
            assertThat(found).as("seed %d", seed).hasSize(1);
            ChangePoint change = found.get(0);
            assertThat(change.changePercent()).as("seed %d", seed).isCloseTo(10, within(3.0));
            exact += change.index() == 35 ? 1 : 0;
            near += Math.abs(change.index() - 35) <= 1 ? 1 : 0;
        }
        assertThat(exact).isGreaterThan(190);
        assertThat(near).isGreaterThan(195);
    }

    @Test
    void noiseAloneHasNoChange() {
        int found = 0;
        for (long seed = 0; seed < 2000; seed++) {
            found += ChangePoints.of(noise(seed, 60, 0.1), 0).size();
        }
        assertThat(found).as("in 2000 series, at p = 0.001").isLessThanOrEqualTo(8);
    }

    @Test
    void aLevelThatComesBackIsTwoChanges() {
        List<ChangePoint> found = ChangePoints.of(stepped(noise(1, 100, 0.01), 40, 52, 1.2), 5);
        assertThat(found).extracting(ChangePoint::index).containsExactly(40, 52);
        assertThat(found.get(0).changePercent()).isCloseTo(20, within(2.0));
        assertThat(found.get(1).changePercent()).isCloseTo(-17, within(2.0));
    }

    @Test
    void manyStepsAreAllFound() {
        double[] values = noise(2, 300, 0.01);
        for (int from = 30; from < 300; from += 30) {
            values = stepped(values, from, 300, from / 30 % 3 == 0 ? 0.8 : 1.12);
        }
        assertThat(ChangePoints.of(values, 5))
                .extracting(ChangePoint::index)
                .containsExactly(30, 60, 90, 120, 150, 180, 210, 240, 270);
    }

    @Test
    void threeRunsAreALevelAndTwoAreNot() {
        int three = 0;
        int two = 0;
        for (long seed = 0; seed < 100; seed++) {
            double[] values = noise(seed, 60, 0.01);
            three += ChangePoints.of(stepped(values, 57, 60, 1.2), 5).size();
            two += ChangePoints.of(stepped(values, 58, 60, 1.2), 5).size();
        }
        assertThat(three).isGreaterThan(95);
        assertThat(two).isLessThan(15);
    }

    @Test
    void aSpikeIsNoLevel() {
        double[] values = noise(4, 60, 0.01);
        values[20] = 1000;
        values[21] = 2000;
        assertThat(ChangePoints.of(values, 5)).isEmpty();
    }

    @Test
    void aChangeThatIsTooSmallIsDroppedAndItsLevelsAreOne() {
        double[] values = stepped(stepped(noise(5, 90, 0.002), 30, 90, 1.02), 60, 90, 1.2);
        assertThat(ChangePoints.of(values, 1)).extracting(ChangePoint::index).containsExactly(30, 60);
        assertThat(ChangePoints.of(values, 5)).extracting(ChangePoint::index).containsExactly(60);
    }

    @Test
    void equalValuesAndFewValuesHaveNoChange() {
        assertThat(ChangePoints.of(new double[100], 5)).isEmpty();
        assertThat(ChangePoints.of(new double[] {1, 1, 1, 9, 9, 9}, 5)).isEmpty();
        assertThat(ChangePoints.of(new double[0], 5)).isEmpty();
    }

    @Test
    void aChangeFromZeroIsInfinite() {
        double[] values = new double[40];
        Arrays.fill(values, 20, 40, 7);
        assertThat(ChangePoints.of(values, 5)).containsExactly(new ChangePoint(20, 0, 7));
        assertThat(new ChangePoint(20, 0, 7).changePercent()).isEqualTo(Double.POSITIVE_INFINITY);
    }
}
