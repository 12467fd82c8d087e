package io.github.metricsgate.metrics;

/** What the numbers of a metric count. */
public enum Unit {
    /** Milliseconds inside; a limit may be written with any unit of time. */
    TIME(" ms"),
    /** A count, a rate, an amount in the metric's own measure: a limit is a bare number. */
    NUMBER(""),
    /** From 0 to 1: a bare number, and no larger one means anything. */
    FRACTION("");

    private final String suffix;

    Unit(String suffix) {
        this.suffix = suffix;
    }

    /** What stands behind a figure in a sentence. */
    public String suffix() {
        return suffix;
    }
}
