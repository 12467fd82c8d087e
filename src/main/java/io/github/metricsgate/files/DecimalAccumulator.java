package io.github.metricsgate.files;

import io.github.metricsgate.metrics.ResourceSummary;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Sums the samples of one resource that are decimals of few digits, without creating an object for each. The result is
 * the same as that of {@link ResourceSummary#and} for one sample after the other: doubles only show which samples need
 * no exact comparison.
 */
final class DecimalAccumulator {

    private static final double[] POWERS = powers();

    /** Relative; far more than the error of the doubles of two decimals with 18 digits. */
    private static final double DOUBT = 1e-12;

    /** With more samples than this, the sums could overflow. */
    static final long MOST = 1L << 30;

    private static final int HALF = 32;
    private static final long LOW = (1L << HALF) - 1;

    private long samples;
    private long max;
    private int maxScale;
    /** A sample whose double is at most this is not larger than {@link #max}. */
    private double surelyNotMax;

    private long min;
    private int minScale;
    /** A sample whose double is at least this is not smaller than {@link #min}. */
    private double surelyNotMin;

    private long last;
    private int lastScale;
    /** For each scale, the sums of the halves of the digits. */
    private final long[] lowSums = new long[SampleTemplate.MAX_DIGITS + 1];

    private final long[] highSums = new long[SampleTemplate.MAX_DIGITS + 1];
    private int scales;

    private static double[] powers() {
        double[] powers = new double[SampleTemplate.MAX_DIGITS + 1];
        for (int i = 0; i < powers.length; i++) {
            powers[i] = Math.pow(10, -i);
        }
        return powers;
    }

    /** @param unscaled at most 18 digits, not negative; zero has scale 0 */
    void add(long unscaled, int scale) {
        double roughly = unscaled * POWERS[scale];
        if (samples++ == 0) {
            max(unscaled, scale, roughly);
            min(unscaled, scale, roughly);
        } else {
            if (roughly > surelyNotMax
                    && (scale == maxScale ? unscaled > max : isLess(max, maxScale, unscaled, scale))) {
                max(unscaled, scale, roughly);
            }
            if (roughly < surelyNotMin
                    && (scale == minScale ? unscaled < min : isLess(unscaled, scale, min, minScale))) {
                min(unscaled, scale, roughly);
            }
        }
        last = unscaled;
        lastScale = scale;
        lowSums[scale] += unscaled & LOW;
        highSums[scale] += unscaled >>> HALF;
        scales |= 1 << scale;
    }

    private void max(long unscaled, int scale, double roughly) {
        max = unscaled;
        maxScale = scale;
        surelyNotMax = roughly * (1 - DOUBT);
    }

    private void min(long unscaled, int scale, double roughly) {
        min = unscaled;
        minScale = scale;
        surelyNotMin = roughly * (1 + DOUBT);
    }

    boolean isEmpty() {
        return samples == 0;
    }

    /** The summary of all samples since the last call; there must be at least one. */
    ResourceSummary takeSummary() {
        BigDecimal sum = null;
        for (int scale = 0; scale < lowSums.length; scale++) {
            if ((scales & 1 << scale) != 0) {
                BigInteger unscaled =
                        BigInteger.valueOf(highSums[scale]).shiftLeft(HALF).add(BigInteger.valueOf(lowSums[scale]));
                BigDecimal ofScale = new BigDecimal(unscaled, scale);
                sum = sum == null ? ofScale : sum.add(ofScale);
                lowSums[scale] = 0;
                highSums[scale] = 0;
            }
        }
        if (sum == null) {
            throw new IllegalStateException("no samples");
        }
        ResourceSummary summary = new ResourceSummary(
                BigDecimal.valueOf(max, maxScale),
                BigDecimal.valueOf(min, minScale),
                BigDecimal.valueOf(last, lastScale),
                sum,
                samples);
        samples = 0;
        scales = 0;
        return summary;
    }

    private static boolean isLess(long unscaled, int scale, long than, int thanScale) {
        return BigDecimal.valueOf(unscaled, scale).compareTo(BigDecimal.valueOf(than, thanScale)) < 0;
    }
}
