package io.github.metricsgate.gate;

/** The effect of a broken threshold on the build. */
public enum Severity {
    FAIL,
    /** It is reported, and never stops the build. */
    WARN
}
