package io.github.metricsgate.metrics;

/** What the numbers of a metric measure. */
public enum Unit {
    /** Milliseconds inside; a limit can be written with any unit of time. */
    TIME(" ms"),
    /** A count, a rate or an amount in the metric's own unit: a limit is a bare number. */
    NUMBER(""),
    /** From 0 to 1: a limit is a bare number, and one over 1 makes no sense. */
    FRACTION("");

    private final String suffix;

    Unit(String suffix) {
        this.suffix = suffix;
    }

    /** What follows a figure in a sentence. */
    public String suffix() {
        return suffix;
    }
}
