package io.github.metricsgate.metrics;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The statistics of all samples of one resource. All except the mean are decimals as spelled in the file.
 *
 * @param sum the exact sum, except that each sample is rounded up after its {@value #SUMMED_DECIMALS}th decimal, which
 *     is more than any limit has
 * @param samples how many there are; at least one
 */
public record ResourceSummary(BigDecimal max, BigDecimal min, BigDecimal last, BigDecimal sum, long samples) {

    /** Without this, a number of a few bytes, {@code 1e-1000000000}, would make a sum of a billion digits. */
    public static final int SUMMED_DECIMALS = 2000;

    private static final BigDecimal SMALLEST_SUMMAND = BigDecimal.valueOf(1, SUMMED_DECIMALS);

    /** More digits than a count of samples has: so a rounded mean is on the same side of a limit as the exact one. */
    private static final int GUARD_DECIMALS = 20;

    /** The summary of a single sample. */
    public static ResourceSummary of(BigDecimal sample) {
        return new ResourceSummary(sample, sample, sample, summand(sample), 1);
    }

    /**
     * The summary of these samples followed by those of {@code other}; of equal samples, the first spelling is kept.
     */
    public ResourceSummary and(ResourceSummary later) {
        return new ResourceSummary(
                later.max.compareTo(max) > 0 ? later.max : max,
                later.min.compareTo(min) < 0 ? later.min : min,
                later.last,
                sum.add(later.sum),
                samples + later.samples);
    }

    /**
     * The mean, rounded to so many decimals that it equals a limit of at most {@code limitDecimals} decimals only if
     * the exact mean does, and otherwise stays on the same side of it: the exact mean differs from such a limit by
     * nothing or by at least one unit of the last decimal of either, divided by the number of samples.
     */
    public BigDecimal mean(int limitDecimals) {
        int decimals = Math.max(Math.max(sum.scale(), limitDecimals), 0) + GUARD_DECIMALS;
        BigDecimal mean = sum.divide(BigDecimal.valueOf(samples), decimals, RoundingMode.HALF_EVEN);
        return mean.signum() == 0 ? BigDecimal.ZERO : mean.stripTrailingZeros();
    }

    private static BigDecimal summand(BigDecimal sample) {
        if (sample.scale() <= SUMMED_DECIMALS) {
            return sample;
        }
        return sample.compareTo(SMALLEST_SUMMAND) < 0
                ? SMALLEST_SUMMAND
                : sample.setScale(SUMMED_DECIMALS, RoundingMode.CEILING);
    }
}
