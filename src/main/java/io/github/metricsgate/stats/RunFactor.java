package io.github.metricsgate.stats;

import java.util.Arrays;

/**
 * What a whole run suffered: a slow machine makes everything slow by about the same factor.
 *
 * @param factor divides the run's times and multiplies its rates; never under 1, because a fast machine is not rewarded
 * @param phases how many phases there were to learn it from
 */
public record RunFactor(double factor, int phases) {

    /** With fewer phases, one that got slow would be taken for the machine. */
    public static final int MIN_PHASES = 5;

    /**
     * The median of {@code ratios}, one a phase: its time divided by the {@link Series#typical() typical} one. Those
     * that are not finite or not positive (nothing was measured) are left out.
     */
    public static RunFactor of(double... ratios) {
        int usable = 0;
        double[] kept = new double[ratios.length];
        for (double ratio : ratios) {
            if (ratio > 0 && Double.isFinite(ratio)) {
                kept[usable++] = ratio;
            }
        }
        if (usable < MIN_PHASES) {
            return new RunFactor(1, usable);
        }
        double median = new Sorted(Arrays.copyOf(kept, usable)).median();
        return new RunFactor(Math.max(1, median), usable);
    }

    /** Whether there were enough phases; without, the factor is 1 because nobody knows. */
    public boolean known() {
        return phases >= MIN_PHASES;
    }
}
