package io.github.metricsgate.source;

/** Whether a file is of a format. */
public enum Recognition {
    /** It is, and no other format would claim it. */
    CERTAIN,
    /** It may be: it is read as one only where {@code <format>} says so. */
    IF_NAMED,
    NO
}
