package io.github.metricsgate.stats;

/**
 * The limit that a series' own values give, where larger is worse. It is the higher of
 *
 * <ul>
 *   <li>what was seen: the highest value, of twenty the second highest, plus 5.5 % of the median or 0.65 of the noise;
 *   <li>what the noise allows: the median plus 3.7 of the noise, but no more than 15 %, and no more than 5.5 % over the
 *       highest value.
 * </ul>
 *
 * Where values repeat, as whole numbers do, the highest is what was seen, and the noise is at least a step between two.
 * The first knows series that jump between levels, the second those whose last runs happened to lie close together. A
 * series without any noise has a limit 5.5 % over its median. The constants are those with which {@code
 * src/bench/replay} gave the fewest transient alarms for the steps that were found.
 */
final class LearnedLimit {

    private static final double MARGIN = 0.055;
    private static final double NOISES_OVER_SEEN = 0.65;
    private static final double NOISES_OVER_MEDIAN = 3.7;
    private static final double MOST_OVER_MEDIAN = 0.15;

    /** One in so many may have been higher than what counts as seen. */
    private static final int RUNS_A_RANK = 10;

    private LearnedLimit() {}

    static double of(Sorted values) {
        double median = values.median();
        double scale = Math.abs(median);
        double noise = values.noise();
        double seen = values.highest(rank(values)) + Math.max(MARGIN * scale, NOISES_OVER_SEEN * noise);
        double allowed =
                median + Math.min(NOISES_OVER_MEDIAN * Math.max(noise, values.step()), MOST_OVER_MEDIAN * scale);
        double highest = values.highest(1);
        return Math.max(seen, Math.min(allowed, highest + MARGIN * Math.abs(highest)));
    }

    /** Where values repeat, the second highest says little of how often the highest comes back. */
    private static int rank(Sorted values) {
        return values.step() > 0 ? 1 : Math.max(1, values.size() / RUNS_A_RANK);
    }
}
