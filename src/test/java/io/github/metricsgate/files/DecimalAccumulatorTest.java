package io.github.metricsgate.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metricsgate.metrics.ResourceSummary;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalAccumulatorTest {

    /** Samples whose doubles are the same: only their decimals tell which is the larger. */
    @Test
    void samplesWithEqualDoublesAreComparedExactly() {
        assertThat(Double.parseDouble("1234567890123456.07")).isEqualTo(Double.parseDouble("1234567890123456.08"));
        DecimalAccumulator rising = new DecimalAccumulator();
        rising.add(123456789012345607L, 2);
        rising.add(123456789012345608L, 2);
        ResourceSummary summary = rising.takeSummary();
        assertThat(summary.max()).isEqualTo("1234567890123456.08");
        assertThat(summary.min()).isEqualTo("1234567890123456.07");
        DecimalAccumulator falling = new DecimalAccumulator();
        falling.add(123456789012345608L, 2);
        falling.add(123456789012345607L, 2);
        summary = falling.takeSummary();
        assertThat(summary.max()).isEqualTo("1234567890123456.08");
        assertThat(summary.min()).isEqualTo("1234567890123456.07");
    }

    @Test
    void theResultEqualsAddingTheSamplesOneByOne() {
        long seed = System.nanoTime();
        System.out.println("accumulator: seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < 2000; run++) {
            DecimalAccumulator accumulator = new DecimalAccumulator();
            ResourceSummary expected = null;
            int samples = 1 + random.nextInt(20);
            long near = random.nextLong(1_000_000_000_000_000_000L);
            for (int i = 0; i < samples; i++) {
                long unscaled = Math.max(0, near - random.nextInt(3));
                int scale = random.nextInt(3) == 0 ? 17 : 18;
                if (random.nextInt(4) == 0 && scale == 18) {
                    unscaled /= 10;
                    scale = 17;
                }
                accumulator.add(unscaled, unscaled == 0 ? 0 : scale);
                BigDecimal sample = BigDecimal.valueOf(unscaled, unscaled == 0 ? 0 : scale);
                ResourceSummary one = ResourceSummary.of(sample);
                expected = expected == null ? one : expected.and(one);
            }
            assertThat(accumulator.isEmpty()).isFalse();
            assertThat(accumulator.takeSummary())
                    .as("seed %d, run %d", seed, run)
                    .isEqualTo(expected);
            assertThat(accumulator.isEmpty()).isTrue();
        }
    }
}
