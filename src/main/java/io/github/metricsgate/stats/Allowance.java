package io.github.metricsgate.stats;

/** How much worse than its baseline a value may be. */
public sealed interface Allowance {

    /** As much as the series' own noise says: {@link LearnedLimit}. */
    record Learned() implements Allowance {}

    /**
     * A share of the median.
     *
     * @param share 0.1 for 10 %
     */
    record Share(double share) implements Allowance {}

    /**
     * An amount over or under the median.
     *
     * @param amount in the unit of the series
     */
    record Amount(double amount) implements Allowance {}
}
