package io.github.metricsgate.stats;

/**
 * How a series is judged.
 *
 * @param direction which way is worse
 * @param allowance how much worse is allowed
 * @param window how many of the newest runs make a baseline
 * @param minRuns with fewer, nothing is judged
 * @param confirmations how many runs in a row must be beyond the limit for a regression
 * @param adopting whether a regression that lasts for {@code window} runs becomes the new normal, as it must where it
 *     does not fail the build
 */
public record Settings(
        Direction direction, Allowance allowance, int window, int minRuns, int confirmations, boolean adopting) {

    /** Throws {@link IllegalArgumentException} for what no series could be judged by. */
    public Settings {
        if (minRuns < 1 || window < minRuns || confirmations < 1) {
            throw new IllegalArgumentException("window " + window + ", minRuns " + minRuns + ", confirmations "
                    + confirmations + ": expected 1 <= minRuns <= window and confirmations >= 1");
        }
    }

    /** A window of 20 runs, 10 of them needed, two confirmations, by the series' own noise, adopting. */
    public static Settings defaults(Direction direction) {
        return learned(direction, 20, 10, 2, true);
    }

    /** By the series' own noise. */
    public static Settings learned(Direction direction, int window, int minRuns, int confirmations, boolean adopting) {
        return new Settings(direction, new Allowance.Learned(), window, minRuns, confirmations, adopting);
    }
}
