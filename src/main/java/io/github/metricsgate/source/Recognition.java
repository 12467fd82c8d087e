package io.github.metricsgate.source;

/** Whether a file is of a format. */
public enum Recognition {
    /** It is, and no other format would claim it. */
    CERTAIN,
    /** It may be: it is read as one only where {@code <format>} says so. */
    IF_NAMED,
    /** The same, with nothing in it that makes one think of the format: nobody is told that it may be of it. */
    ONLY_IF_NAMED,
    NO
}
