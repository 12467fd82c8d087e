package io.github.metricsgate.stats;

/** How a value stands to the baseline of its series. */
public enum Standing {
    /** The baseline has too few runs: not judged, the value joins it. */
    NOT_ENOUGH_DATA,
    /** Not beyond the limit. */
    WITHIN,
    /** Beyond the limit, and so few runs in a row that the next one decides. */
    SUSPECT,
    /** Beyond the limit as many runs in a row as confirm it, or more. */
    REGRESSION
}
