package io.github.metricsgate.bench;

import java.util.OptionalDouble;

/** A rule with what it remembers of one series. Immutable. */
interface Judge {

    /**
     * The rule after one more run, freed of its run factor where the rule has one.
     *
     * @param alarm whether the series became a regression with it; that was accepted, and the baseline starts anew
     */
    record Turn(boolean alarm, Judge next) {}

    Turn turn(double value);

    /** What the rule takes for normal, for the run factor; empty where it has none. */
    OptionalDouble typical();
}
