package io.github.metricsgate.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MedianTest {

    @Test
    void isTheMiddleOfTheSortedValues() {
        for (long seed = 0; seed < 2000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int kinds = random.nextInt(1, 200);
            double[] values = random.ints(random.nextInt(1, 120), -kinds, kinds)
                    .asDoubleStream()
                    .toArray();
            double expected = new Sorted(values).median();
            assertThat(Median.of(values)).as("seed %d", seed).isEqualTo(expected);
        }
    }
}
