package io.github.metricsgate.stats;

/** Which way a series gets worse. */
public enum Direction {
    /** A time, a size, a share of errors. */
    SMALLER_IS_BETTER,
    /** A throughput. */
    LARGER_IS_BETTER,
    /** Nobody said: a change either way is told. */
    UNKNOWN
}
